"""Tells from its first bytes what sort of image a file is, whatever its name says."""

IMAGE_TYPES = ("image/png", "image/jpeg", "image/webp", "image/gif", "image/tiff")
"""Images that can be printed."""

SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".tif", ".tiff")
"""How the names of such files end."""

_STARTS = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
    b"II*\0": "image/tiff",
    b"MM\0*": "image/tiff",
}


def find_image_type(content: bytes) -> str:
    """Give the media type of an image that can be printed, or nothing."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return next((name for start, name in _STARTS.items() if content.startswith(start)), "")
