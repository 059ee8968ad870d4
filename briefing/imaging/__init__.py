"""Images from outside: looked at before they are decoded, and made anew for paper."""
