"""Photographs: opened, turned as they were taken, made smaller and written anew.

What hid beside the picture (place, name of the phone, code after the end) does not survive.
"""

from __future__ import annotations

import io

from PIL import Image, ImageOps

from appraisal.errors import Refused

from .kind import FileKind

LONG_SIDE = 1920  # pixels: an A4 page stays readable, a phone sends it in seconds
QUALITY = 80
LARGE_PNG = 1024 * 1024  # bytes; a PNG above it is a photograph and becomes a JPEG
# Pixels of the file, against bombs: what is read row by row may be larger than what needs all of itself.
PIXELS_BY_ROW, PIXELS_WHOLE = 60_000_000, 25_000_000


def reduce(content: bytes, kind: FileKind, shown: str, side: int = LONG_SIDE) -> tuple[FileKind, bytes]:
    """Return the picture written anew, its longer side at most `side` pixels, with its kind.

    Raise Refused when it is none or far too large.
    """
    try:
        with Image.open(io.BytesIO(content), formats=[kind.name]) as image:
            width, height = image.size
            is_whole = kind == FileKind.PNG or "progressive" in image.info
            if width * height > (PIXELS_WHOLE if is_whole else PIXELS_BY_ROW):
                raise _too_large(shown)
            scale = side / max(width, height)
            wanted = (max(1, int(width * scale)), max(1, int(height * scale)))
            image.draft("RGB", wanted)  # a JPEG is read smaller then: 200 ms instead of 300, half the memory
            picture = ImageOps.exif_transpose(image)
            picture.thumbnail((side, side))
            return _written(picture, kind)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large(shown) from error
    except Refused:
        raise
    except Exception as error:  # a broken picture ends in a dozen kinds of errors, none of them ours
        raise Refused(
            f"Foto {shown} rusak, sehingga tidak bisa dibuka. Ambil atau simpan ulang fotonya."
        ) from error


def _too_large(shown: str) -> Refused:
    return Refused(f"Foto {shown} terlalu luas ukurannya. Perkecil dulu, lalu unggah lagi.")


def _written(picture: Image.Image, kind: FileKind) -> tuple[FileKind, bytes]:
    if kind == FileKind.PNG:
        plain = picture if picture.mode in {"1", "L", "LA", "P", "RGB", "RGBA"} else picture.convert("RGB")
        content = _saved(plain, format="PNG", compress_level=6)
        if len(content) <= LARGE_PNG:
            return FileKind.PNG, content
    if picture.mode in {"RGBA", "LA", "P", "PA"}:
        whole = picture.convert("RGBA")
        picture = Image.new("RGB", whole.size, "white")
        picture.paste(whole, mask=whole.getchannel("A"))
    plain = picture if picture.mode in {"L", "RGB"} else picture.convert("RGB")
    return FileKind.JPEG, _saved(plain, format="JPEG", quality=QUALITY, optimize=True, progressive=True)


def _saved(picture: Image.Image, **options: object) -> bytes:
    picture.info.clear()  # else Pillow writes some of what it read beside the picture
    out = io.BytesIO()
    picture.save(out, **options)  # type: ignore[arg-type]
    return out.getvalue()
