"""Old paper, and ink on it: a leaf that is written, printed and stamped on, then scanned."""

from __future__ import annotations

import numpy as np
from noise import Field, Rng, cloud, clouds, distance_to, distance_to_edge
from PIL import Image, ImageDraw, ImageFilter

Colour = tuple[int, int, int]

IVORY: Colour = (233, 222, 196)
CREAM: Colour = (238, 230, 209)
WHITE: Colour = (236, 234, 226)
BUFF: Colour = (219, 199, 160)
GREY_GREEN: Colour = (205, 208, 186)

BLACK: Colour = (38, 34, 33)
IRON_GALL: Colour = (66, 46, 34)
BLUE_BLACK: Colour = (38, 44, 78)
VIOLET: Colour = (104, 60, 138)
RED: Colour = (168, 44, 40)
BLUE_PENCIL: Colour = (60, 88, 160)


class Leaf:
    """One side of a sheet of paper."""

    def __init__(self, size: tuple[int, int], chance: Rng, tone: Colour = IVORY) -> None:
        self.size = size
        self.chance = chance
        self._pixels: Field = np.ones((size[1], size[0], 3)) * np.array(tone)
        self._mottle()
        self._browned_edges()

    def _mottle(self) -> None:
        shade = clouds(self.chance, self.size, {240: 3.0, 60: 1.6, 9: 0.9, 2: 0.8})
        self._pixels += shade[:, :, None] * np.array([1.0, 1.05, 1.25], np.float32)

    def _browned_edges(self) -> None:
        near = np.exp(-distance_to_edge(self.size) / 38) * (1 + 0.4 * self._cloud(50))
        self._darken(np.clip(near, 0, 1.2) * 0.16, (150, 110, 60))

    def _cloud(self, grain: int) -> Field:
        return cloud(self.chance, self.size, grain)

    def _darken(self, strength: Field, colour: Colour) -> None:
        """Glaze with a transparent colour, as ink and stains do."""
        glaze = 1 - strength[:, :, None] * (1 - np.array(colour, np.float32) / 255)
        self._pixels *= np.clip(glaze, 0, 1.1)

    def foxing(self, spots: int) -> None:
        """Small rust-coloured spots."""
        mask = Image.new("L", self.size)
        draw = ImageDraw.Draw(mask)
        for _ in range(spots):
            x, y = self.chance.uniform(0, 1, 2) * self.size
            radius = 0.8 + self.chance.exponential(1.7)
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=150)
        soft = mask.filter(ImageFilter.GaussianBlur(1.6))
        self._darken(np.asarray(soft, np.float32) / 255 * 0.7, (150, 96, 48))

    def water_stain(self, centre: tuple[float, float], radius: float, strength: float = 1) -> None:
        """A tide mark: a pale brown pool with a darker rim. ``centre`` in shares of the leaf."""
        point = (centre[0] * self.size[0], centre[1] * self.size[1])
        reach = distance_to(point, self.size) + 26 * self._cloud(70) + 9 * self._cloud(22)
        pool = np.clip((radius - reach) / 22, 0, 1) * 0.10
        rim = np.exp(-(((reach - radius) / 5) ** 2)) * 0.22
        self._darken((pool + rim) * strength, (158, 116, 62))

    def ring(self, centre: tuple[float, float], radius: float) -> None:
        """The mark of a cup."""
        point = (centre[0] * self.size[0], centre[1] * self.size[1])
        reach = distance_to(point, self.size)
        strength = np.clip(0.55 + 0.5 * self._cloud(45), 0, 1)
        self._darken(np.exp(-(((reach - radius) / 3.2) ** 2)) * 0.3 * strength, (120, 76, 36))

    def fold(self, at: float, *, upright: bool = False) -> None:
        """A crease across the leaf, dark on one side and rubbed pale on the other."""
        length = self.size[0] if upright else self.size[1]
        across = np.arange(length, dtype=np.float32) - at * length
        profile = 9 * np.exp(-((across + 2.2) ** 2) / 5) - 15 * np.exp(-((across - 1) ** 2) / 5)
        profile -= 3.5 * np.exp(-np.abs(across) / 16)
        shape = profile[None, :, None] if upright else profile[:, None, None]
        wear = np.clip(0.8 + 0.5 * self._cloud(30), 0.2, 1.4)[:, :, None]
        self._pixels += shape * wear

    def holes(self, *heights: float) -> None:
        """Holes of a ring binder on the left."""
        mask = Image.new("L", self.size)
        draw = ImageDraw.Draw(mask)
        for height in heights:
            x, y = 34, height * self.size[1]
            draw.ellipse((x - 11, y - 11, x + 11, y + 11), fill=255)
        hole = np.asarray(mask.filter(ImageFilter.GaussianBlur(0.9)), np.float32)[:, :, None] / 255
        self._pixels = self._pixels * (1 - hole) + 52 * hole

    def mask(self) -> tuple[Image.Image, ImageDraw.ImageDraw]:
        """A sheet to draw on in white before :meth:`ink` puts it on the paper."""
        image = Image.new("L", self.size)
        return image, ImageDraw.Draw(image)

    def ink(
        self, mask: Image.Image, colour: Colour, *, wear: float = 0.25, spread: float = 0.6
    ) -> None:
        """Put on the paper what was drawn; ``wear`` lets it fade in places, ``spread`` bleed."""
        drawn = np.asarray(mask.filter(ImageFilter.GaussianBlur(spread)), np.float32) / 255
        patchy = 1 - wear * np.clip(0.5 + 0.45 * self._cloud(14) + 0.35 * self._cloud(3), 0, 1.6)
        self._darken(np.clip(drawn * 1.15, 0, 1) * np.clip(patchy, 0.15, 1), colour)

    def show_through(self, mask: Image.Image, strength: float = 0.09) -> None:
        """What is written on the other side, seen through the paper."""
        mirrored = mask.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        soft = np.asarray(mirrored.filter(ImageFilter.GaussianBlur(2.4)), np.float32) / 255
        self._darken(soft * strength, (90, 80, 70))

    def show(self, picture: Image.Image) -> None:
        """Take a picture of the leaf's size for what the leaf looks like."""
        self._pixels = np.array(picture, np.float64)

    def picture(self) -> Image.Image:
        """The leaf as it is."""
        return Image.fromarray(np.clip(self._pixels, 0, 255).astype(np.uint8))


def scanned(leaf: Leaf, *, skew: float, margin: int = 26, background: int = 46) -> Image.Image:
    """The leaf on the scanner's glass, a little askew, with its shadow."""
    width, height = leaf.size[0] + 2 * margin, leaf.size[1] + 2 * margin
    glass = background + 1.4 * clouds(leaf.chance, (width, height), {40: 1.0, 2: 0.9})
    canvas = Image.fromarray(np.clip(glass, 0, 255).astype(np.uint8)).convert("RGB")
    edge = Image.new("L", (width, height))
    edge.paste(255, (margin, margin, width - margin, height - margin))
    edge = edge.rotate(skew, Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(0.7))
    shadow = edge.filter(ImageFilter.GaussianBlur(7)).point(lambda level: level * 0.55)
    canvas.paste((14, 13, 13), (3, 4), shadow)
    placed = Image.new("RGB", (width, height), (225, 214, 190))
    placed.paste(leaf.picture(), (margin, margin))
    canvas.paste(placed.rotate(skew, Image.Resampling.BICUBIC), (0, 0), edge)
    return canvas
