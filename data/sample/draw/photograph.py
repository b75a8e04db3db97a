"""7 J 2/4: photographs of the works, the estate and the people, 1924-1931."""

from __future__ import annotations

import numpy as np
from fonts import font
from noise import Field, Rng, clouds, distance_to, distance_to_edge, rng
from PIL import Image, ImageDraw, ImageFilter

SIZE = (1120, 800)


def factory() -> Image.Image:
    """The factory across the fields, its chimneys smoking."""
    chance = rng("photo factory")
    picture = _sky(chance, 120, 214)
    _hills(picture, chance, 400, 150)
    _hills(picture, chance, 470, 118)
    draw = ImageDraw.Draw(picture)
    for x, width, height, shade in ((250, 300, 150, 74), (560, 190, 110, 88), (760, 230, 170, 66)):
        _workshop(draw, x, 600, width, height, shade)
    for x, height in ((330, 330), (705, 280), (885, 380)):
        _chimney(draw, x, 470, height)
    _field(picture, chance, 590)
    smoke = _smoke(chance, [(336, 150), (711, 200), (891, 100)])
    return _print(_add(picture, smoke), chance, "La Manufacture vue du canal, 1924")


def estate() -> Image.Image:
    """A row of the estate, its gardens, a street running away."""
    chance = rng("photo estate")
    picture = _sky(chance, 150, 226)
    _hills(picture, chance, 360, 150)
    draw = ImageDraw.Draw(picture)
    draw.polygon([(560, 420), (620, 420), (960, 800), (300, 800)], fill=168)
    for step in range(5):
        scale = 1 / (1 + 0.55 * step)
        for side in (-1, 1):
            _house(draw, 590 + side * (420 * scale), 420 + 250 * scale, scale, side)
    for step in range(26):
        depth = 1 / (1 + 0.12 * step)
        for side in (-1, 1):
            x, y = 590 + side * 300 * depth, 420 + 330 * depth
            draw.line((x, y, x, y - 60 * depth), fill=70, width=max(1, int(5 * depth)))
    _person(draw, 530, 700, 150, 58, hat=True)
    _person(draw, 590, 690, 96, 84, hat=False)
    _field_grain(picture, chance)
    return _print(picture, chance, "Cité des Tuileries, 2e rangée – mai 1928")


def group() -> Image.Image:
    """The building team before a wall."""
    chance = rng("photo group")
    picture = Image.new("L", SIZE, 150)
    _bricks(picture, chance)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 640, *SIZE), fill=118)
    for row, (base, height, count) in enumerate(((640, 290, 9), (690, 262, 8), (760, 238, 7))):
        for number in range(count):
            x = 110 + (number + 0.5 * (row % 2)) * 900 / (count - 0.5) + chance.normal(0, 9)
            shade = int(chance.integers(40, 104))
            _person(draw, x, base + chance.normal(0, 6), height + chance.normal(0, 9), shade,
                    hat=chance.random() < 0.75)  # fmt: skip
    _field_grain(picture, chance)
    return _print(picture, chance, "L'équipe des maçons, 14 juillet 1926")


def arrival() -> Image.Image:
    """A train in the station, people and their bundles on the platform. 16 bits, no border."""
    chance = rng("photo arrival")
    picture = _sky(chance, 160, 205)
    draw = ImageDraw.Draw(picture)
    draw.polygon([(0, 250), (760, 396), (760, 600), (0, 760)], fill=58)
    for number in range(24):
        y = 262 + number * 20
        draw.line((0, y, 760, 398 + number * 8.4), fill=52 + 9 * (number % 2), width=2)
    draw.polygon([(0, 236), (760, 388), (760, 400), (0, 256)], fill=34)
    for number in range(6):
        near = number / 6
        x = 40 + 640 * near
        top, low = 330 + 96 * near, 520 - 30 * near
        end = x + 78 - 40 * near
        draw.polygon([(x, top), (end, top + 10), (end, low), (x, low)], fill=176)
    draw.polygon([(0, 730), (760, 582), (760, 604), (0, 768)], fill=24)
    draw.polygon([(0, 760), (760, 600), (1120, 640), (1120, 800), (0, 800)], fill=146)
    for number in range(9):
        draw.line((0, 764 + number * 14, 1120, 590 + number * 22), fill=134, width=2)
    draw.polygon([(700, 230), (1120, 130), (1120, 170), (700, 258)], fill=52)
    for x in (790, 960):
        draw.rectangle((x, 210, x + 16, 640), fill=46)
    for number in range(13):
        x = 300 + number * 60 + chance.normal(0, 16)
        height = 150 + number * 9
        _person(draw, x, 690 + number * 5, height, int(chance.integers(34, 84)),
                hat=chance.random() < 0.7)  # fmt: skip
        if number % 3 == 0:
            draw.rounded_rectangle((x + 26, 660 + number * 5, x + 74, 700 + number * 5), 8, fill=92)
    _field_grain(picture, chance)
    tones = _developed(picture.resize((760, 543), Image.Resampling.LANCZOS), chance, grain=2.2)
    # Steps of 64 keep 1,024 greys, and a file that compresses.
    return Image.fromarray((np.clip(tones, 0, 255) * 4).astype(np.uint16) * 64)


def portrait() -> Image.Image:
    """The evening class, taken upright: what the broken file would show."""
    chance = rng("photo class")
    picture = Image.new("L", SIZE, 128)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((260, 90, 860, 390), fill=46)
    for line in range(4):
        draw.line((300, 150 + 60 * line, 820 - 90 * (line % 2), 146 + 60 * line), fill=170, width=4)
    for number in range(8):
        _person(draw, 120 + number * 126, 800, 240, int(chance.integers(40, 90)), hat=False)
    _field_grain(picture, chance)
    return _print(picture, chance, "La classe du soir, hiver 1930")


def _sky(chance: Rng, top: int, low: int) -> Image.Image:
    slope = np.linspace(top, low, SIZE[1], dtype=np.float32)[:, None]
    sky = slope + 10 * clouds(chance, SIZE, {220: 1.0, 80: 0.4})
    return Image.fromarray(np.clip(sky, 0, 255).astype(np.uint8))


def _hills(picture: Image.Image, chance: Rng, base: int, shade: int) -> None:
    ridge = base + 34 * clouds(chance, (SIZE[0], 1), {260: 1.0, 90: 0.35, 12: 0.06})[0]
    points = [(float(x), float(ridge[x])) for x in range(0, SIZE[0], 4)]
    ImageDraw.Draw(picture).polygon([(0, 800), *points, (SIZE[0], 800)], fill=shade)


def _workshop(
    draw: ImageDraw.ImageDraw, x: int, base: int, width: int, height: int, shade: int
) -> None:
    top = base - height
    draw.rectangle((x, top, x + width, base), fill=shade)
    for tooth in range(0, width - 20, 50):
        draw.polygon([(x + tooth, top), (x + tooth, top - 34), (x + tooth + 50, top)],
                     fill=shade - 14)  # fmt: skip
    for floor in range(height // 46):
        for window in range(width // 30):
            left, up = x + 9 + window * 30, top + 12 + floor * 46
            draw.rectangle(
                (left, up, left + 15, up + 24), fill=150 + (window * 37 + floor * 11) % 46
            )


def _chimney(draw: ImageDraw.ImageDraw, x: int, base: int, height: int) -> None:
    draw.polygon([(x - 13, base + 90), (x + 25, base + 90), (x + 15, base - height),
                  (x - 3, base - height)], fill=54)  # fmt: skip
    draw.rectangle((x - 7, base - height, x + 19, base - height + 14), fill=40)


def _field(picture: Image.Image, chance: Rng, top: int) -> None:
    size = (SIZE[0], SIZE[1] - top)
    slope = np.linspace(112, 78, size[1])[:, None]
    ground = slope + 9 * clouds(chance, size, {60: 0.8, 9: 0.9, 3: 0.8})
    picture.paste(Image.fromarray(np.clip(ground, 0, 255).astype(np.uint8)), (0, top))
    draw = ImageDraw.Draw(picture)
    for row in range(16):
        y = top + 14 + row * row * 0.9
        draw.line((0, y + 18, SIZE[0], y - 10), fill=90 - row, width=1 + row // 5)


def _field_grain(picture: Image.Image, chance: Rng) -> None:
    field = np.asarray(picture, np.float32) + 6 * clouds(chance, SIZE, {40: 0.9, 7: 0.6})
    picture.paste(Image.fromarray(np.clip(field, 0, 255).astype(np.uint8)))


def _smoke(chance: Rng, mouths: list[tuple[int, int]]) -> Field:
    total = np.zeros((SIZE[1], SIZE[0]), np.float32)
    for mouth in mouths:
        for puff in range(34):
            spot = (mouth[0] + puff * 11 + chance.normal(0, 5), mouth[1] - puff**0.8 * 5)
            width = 10 + puff * 2.3
            total -= (34 - puff * 0.7) * np.exp(-((distance_to(spot, SIZE) / width) ** 2))
    return total


def _add(picture: Image.Image, field: Field) -> Image.Image:
    mixed = np.asarray(picture, np.float32) + np.maximum(field, -92)
    return Image.fromarray(np.clip(mixed, 0, 255).astype(np.uint8))


def _house(draw: ImageDraw.ImageDraw, x: float, base: float, scale: float, side: int) -> None:
    wide, high, roof = 170 * scale, 150 * scale, 96 * scale
    draw.rectangle((x - wide, base - high, x + wide, base), fill=188)
    draw.polygon([(x - wide * 1.1, base - high), (x - wide * 0.8, base - high - roof),
                  (x + wide * 0.8, base - high - roof), (x + wide * 1.1, base - high)],
                 fill=84)  # fmt: skip
    stack, ridge = x + 30 * scale, base - high - roof
    draw.rectangle((stack, ridge - roof * 0.35, stack + 24 * scale, ridge + roof * 0.3), fill=70)
    for offset in (-120, -50, 60, 125):
        left, up = x + offset * scale, base - high * 0.74
        draw.rectangle((left, up, left + 34 * scale, up + 52 * scale), fill=62)
        draw.line((left + 17 * scale, up, left + 17 * scale, up + 52 * scale), fill=170)
    door = x - side * 8 * scale
    draw.rectangle((door, base - 84 * scale, door + 36 * scale, base), fill=76)


def _person(
    draw: ImageDraw.ImageDraw, x: float, base: float, height: float, shade: int, *, hat: bool
) -> None:
    """Someone standing, as small and soft as in an amateur's photograph."""
    head = height * 0.085
    top = base - height
    shoulder, waist = height * 0.155, height * 0.115
    draw.polygon([(x - waist, base), (x - waist, base - height * 0.5),
                  (x - shoulder, base - height * 0.78), (x - head * 0.6, top + head * 2.1),
                  (x + head * 0.6, top + head * 2.1), (x + shoulder, base - height * 0.78),
                  (x + waist, base - height * 0.5), (x + waist, base)], fill=shade)  # fmt: skip
    draw.line((x, base, x, base - height * 0.42), fill=max(shade - 24, 12), width=3)
    for side in (-1, 1):
        arm = (x + side * shoulder, base - height * 0.76, x + side * shoulder * 1.05,
               base - height * 0.43)  # fmt: skip
        draw.line(arm, fill=max(shade - 12, 16), width=max(3, int(height * 0.05)))
    draw.polygon([(x - head * 0.5, top + 2.1 * head), (x + head * 0.5, top + 2.1 * head),
                  (x, top + 3.6 * head)], fill=214)  # fmt: skip
    draw.ellipse((x - head * 0.86, top + head * 0.2, x + head * 0.86, top + head * 2.5), fill=172)
    brow = (x - head * 0.62, top + head * 1.02, x + head * 0.62, top + head * 1.34)
    draw.ellipse(brow, fill=124)
    draw.line((x, top + head * 1.2, x, top + head * 1.7), fill=150, width=max(2, int(head / 6)))
    beard = (x - head * 0.5, top + head * 1.62, x + head * 0.5, top + head * 2.0)
    draw.ellipse(beard, fill=84 if hat and shade % 3 == 0 else 146)
    cap = 0.92 if hat else 0.78
    crown = (x - head * 1.08, top - head * 0.1, x + head * 1.08, top + head * 2 * cap)
    draw.pieslice(crown, 180, 360, fill=max(shade - 14, 26))
    if hat:
        y = top + head * 0.88
        draw.line((x - head * 1.3, y, x + head * 1.3, y), fill=max(shade - 20, 20), width=4)


def _bricks(picture: Image.Image, chance: Rng) -> None:
    draw = ImageDraw.Draw(picture)
    for row in range(0, 640, 22):
        for column in range(-30, SIZE[0], 60):
            x = column + (30 if row % 44 else 0)
            shade = int(np.clip(142 + chance.normal(0, 11), 90, 190))
            draw.rectangle((x, row, x + 57, row + 19), fill=shade)


def _developed(picture: Image.Image, chance: Rng, *, grain: float) -> Field:
    """Softened, vignetted, grainy, a little faded."""
    soft = picture.filter(ImageFilter.GaussianBlur(1.9 * picture.width / SIZE[0]))
    tones = np.asarray(soft, np.float32)
    middle = (picture.width / 2, picture.height / 2)
    tones = tones - 58 * (distance_to(middle, picture.size) / middle[0]) ** 2.6
    return 30 + 0.82 * tones + grain * clouds(chance, picture.size, {2: 1.0, 5: 0.6})


def _print(picture: Image.Image, chance: Rng, caption: str) -> Image.Image:
    """A sepia print with its white border and the caption written below."""
    tones = _developed(picture, chance, grain=3.0)
    tones = tones + 60 * np.exp(-distance_to_edge(SIZE) / 14) * (0.5 + 0.4 * clouds(
        chance, SIZE, {50: 1.0}))  # fmt: skip
    sepia = np.stack([tones * 1.04 + 10, tones * 0.96 + 4, tones * 0.82], axis=2)
    image = Image.fromarray(np.clip(sepia, 0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(image)
    for _ in range(9):
        x, y = chance.uniform(0, 1, 2) * SIZE
        draw.line((x, y, x + chance.normal(0, 30), y + chance.normal(0, 60)), fill=(214, 204, 184))
    card = Image.new("RGB", (SIZE[0] + 96, SIZE[1] + 150), (229, 221, 202))
    mottle = 128 + 3 * clouds(chance, card.size, {70: 1.0, 8: 0.5})
    shade = Image.fromarray(np.clip(mottle, 0, 255).astype(np.uint8)).convert("RGB")
    card = Image.blend(card, shade, 0.12)
    card.paste(image, (48, 44))
    pen = ImageDraw.Draw(card)
    pen.text((70, SIZE[1] + 74), caption, font=font("letter", 42), fill=(70, 62, 80))
    return card
