"""Writing on a leaf: by hand, by typewriter, in print."""

from __future__ import annotations

import numpy as np
from fonts import font
from noise import Rng
from PIL import Image, ImageDraw, ImageFilter, ImageFont


def hand(
    mask: Image.Image,
    at: tuple[float, float],
    text: str,
    chance: Rng,
    *,
    name: str = "clerk",
    size: int = 30,
    weight: int = 0,
    slope: float = 0.0,
) -> float:
    """One line of handwriting that wavers as a hand does; gives where it ends."""
    face = font(name, size)
    x, y = at
    drift = 0.0
    for word in text.split(" "):
        width = int(face.getlength(word)) + 2 * size
        scrap = Image.new("L", (width, size * 3))
        pen = ImageDraw.Draw(scrap)
        pen.text((size, size), word, font=face, fill=255, stroke_width=weight)
        drift = 0.7 * drift + float(chance.normal(0, 0.6))
        turned = scrap.rotate(slope + float(chance.normal(0, 0.5)), Image.Resampling.BICUBIC)
        corner = (round(x - size), round(y + drift - size))
        mask.paste(255, corner, turned)
        step = face.getlength(word) + face.getlength(" ") * float(chance.uniform(0.9, 1.35))
        x += step
        y -= step * np.tan(np.radians(slope))
    return x


def typed(
    mask: Image.Image,
    at: tuple[float, float],
    text: str,
    chance: Rng,
    *,
    size: int = 20,
    pitch: float = 12.4,
    strike: float = 1.0,
) -> None:
    """One line of typewriting: each letter struck a little off, a little harder or softer."""
    face = font("typewriter", size)
    draw = ImageDraw.Draw(mask)
    x, y = at
    for letter in text:
        if letter != " ":
            force = strike * float(np.clip(chance.normal(0.86, 0.12), 0.5, 1))
            low = float(chance.normal(0, 0.45)) + (1.1 if letter in "ef" else 0)
            fill = round(255 * min(force, 1))
            draw.text((x + chance.normal(0, 0.3), y + low), letter, font=face, fill=fill)
        x += pitch


def wrapped(text: str, face: ImageFont.FreeTypeFont, width: float) -> list[str]:
    """A paragraph in lines no wider than ``width``."""
    lines: list[str] = []
    for word in text.split():
        if lines and face.getlength(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def printed(
    draw: ImageDraw.ImageDraw,
    box: tuple[float, float, float],
    text: str,
    face: ImageFont.FreeTypeFont,
    leading: float,
    *,
    indent: float = 0,
) -> float:
    """A printed paragraph, justified, in ``box`` (left, top, right); gives where it ends."""
    left, y, right = box
    lines = wrapped(text, face, right - left - indent / 2)
    for number, line in enumerate(lines):
        x = left + (indent if number == 0 else 0)
        words = line.split(" ")
        used = sum(face.getlength(word) for word in words)
        last = number == len(lines) - 1 or len(words) == 1
        space = face.getlength(" ") if last else (right - x - used) / (len(words) - 1)
        for word in words:
            draw.text((x, y), word, font=face, fill=255)
            x += face.getlength(word) + space
        y += leading
    return y


def centred(
    draw: ImageDraw.ImageDraw, x: float, y: float, text: str, face: ImageFont.FreeTypeFont
) -> None:
    """A printed line around ``x``."""
    draw.text((x, y), text, font=face, fill=255, anchor="ma")


def round_stamp(text: str, date: str, *, radius: int = 74) -> Image.Image:
    """An office's round stamp, its name around, the date across."""
    side = 2 * radius + 20
    middle = side / 2
    stamp = Image.new("L", (side, side))
    draw = ImageDraw.Draw(stamp)
    for each, width in ((radius, 3), (radius - 26, 2)):
        draw.ellipse((middle - each, middle - each, middle + each, middle + each),
                     outline=235, width=width)  # fmt: skip
    face = font("sans-bold", 17)
    step = 360 / max(len(text), 1)
    for number, letter in enumerate(text):
        scrap = Image.new("L", (side, side))
        ImageDraw.Draw(scrap).text((middle, middle - radius + 5), letter, font=face, fill=235,
                                   anchor="ma")  # fmt: skip
        turned = scrap.rotate(-step * number + 90, Image.Resampling.BICUBIC)
        stamp.paste(255, (0, 0), turned)
    for number, line in enumerate(date.split("\n")):
        draw.text((middle, middle - 16 + 20 * number), line, font=font("sans-bold", 15), fill=235,
                  anchor="mm")  # fmt: skip
    return stamp


def pressed(mask: Image.Image, stamp: Image.Image, at: tuple[int, int], turn: float) -> None:
    """A stamp put on a sheet, turned."""
    turned = stamp.rotate(turn, Image.Resampling.BICUBIC, expand=True)
    mask.paste(255, at, turned.filter(ImageFilter.GaussianBlur(0.5)))
