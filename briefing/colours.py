"""How well colours stand out from each other, as WCAG 2.2 reckons it."""

_LINEAR = 0.04045  # shares of a colour up to here grow evenly in sRGB


def find_contrast(colour: str, ground: str) -> float:
    """Give the contrast of two colours, from 1 to 21, as WCAG reckons it."""
    light, dark = sorted((_find_luminance(colour), _find_luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _find_luminance(colour: str) -> float:
    shares = []
    for place in (1, 3, 5):
        share = int(colour[place : place + 2], 16) / 255
        shares.append(share / 12.92 if share <= _LINEAR else ((share + 0.055) / 1.055) ** 2.4)
    return 0.2126 * shares[0] + 0.7152 * shares[1] + 0.0722 * shares[2]
