"""How dates are read and printed: EDTF text to values, values to English, English to EDTF."""
