"""A page drawn with words whose places are known, and its text in ALTO, hOCR and PAGE XML."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

SIZE = (600, 300)
LINES = (
    (("Registre", 40, 40, 150, 30), ("des", 200, 40, 60, 30), ("étrangers", 270, 40, 170, 30)),
    (("de", 40, 100, 40, 30), ("Valmont", 90, 100, 140, 30), ("natura-", 240, 100, 130, 30)),
    (("lisés", 40, 160, 80, 30), ("depuis", 130, 160, 110, 30), ("1893", 250, 160, 80, 30)),
)
WHOLE = "naturalisés"
ALTO_3 = "http://www.loc.gov/standards/alto/ns-v3#"


def draw(path: Path, size: tuple[int, int] = SIZE, at: tuple[int, int] = (0, 0)) -> Path:
    """The page as an image, large enough for tesseract; ``at``: where its words begin."""
    image = Image.new("L", size, 255)
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(28)
    for line in LINES:
        for word, x, y, _, _ in line:
            pen.text((at[0] + x, at[1] + y), word, fill=0, font=font)
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path)
    return path


def alto(unit: str = "pixel", scale: float = 1.0, *, sized: bool = True, words=LINES) -> str:
    """Its ALTO 3, measured in a unit that the page has so many of a pixel."""

    def place(x: int, y: int, width: int, height: int) -> str:
        names = ("HPOS", "VPOS", "WIDTH", "HEIGHT")
        return " ".join(
            f'{n}="{round(v * scale)}"' for n, v in zip(names, (x, y, width, height), strict=True)
        )

    whole = {"natura-": f'SUBS_TYPE="HypPart1" SUBS_CONTENT="{WHOLE}"'}
    whole["lisés"] = whole["natura-"].replace("HypPart1", "HypPart2")
    lines = "".join(
        f"<TextLine {place(line[0][1], line[0][2], 540, line[0][4])}>"
        + "<SP/>".join(
            f'<String CONTENT="{word}" WC="0.9" {place(*box)} {whole.get(word, "")}/>'
            for word, *box in line
        )
        + "</TextLine>"
        for line in words
    )
    size = f'WIDTH="{round(SIZE[0] * scale)}" HEIGHT="{round(SIZE[1] * scale)}"' if sized else ""
    return (
        f'<?xml version="1.0"?><alto xmlns="{ALTO_3}"><Description><MeasurementUnit>{unit}'
        f'</MeasurementUnit></Description><Layout><Page ID="P" {size}><PrintSpace>'
        f'<TextBlock ID="B">{lines}</TextBlock></PrintSpace></Page></Layout></alto>'
    )


def hocr() -> str:
    """Its hOCR, as tesseract writes it."""
    lines = "".join(
        "<span class='ocr_line' title='bbox 40 {} 580 {}'>{}</span>".format(
            line[0][2],
            line[0][2] + line[0][4],
            " ".join(
                f"<span class='ocrx_word' title='bbox {x} {y} {x + w} {y + h}; x_wconf 87'>"
                f"{word}</span>"
                for word, x, y, w, h in line
            ),
        )
        for line in LINES
    )
    return (
        "<html><head><meta name='ocr-system' content='x'/></head><body><div class='ocr_page'"
        f" title='image \"p.png\"; bbox 0 0 {SIZE[0]} {SIZE[1]}'><p class='ocr_par'>{lines}"
        "</p></div></body></html>"
    )


def page_xml() -> str:
    """Its PAGE XML: the last region is the first to be read, and lines have no words."""

    def points(x: int, y: int, width: int, height: int) -> str:
        return f"{x},{y} {x + width},{y} {x + width},{y + height} {x},{y + height}"

    regions = "".join(
        f'<TextRegion id="r{number}"><Coords points="{points(40, line[0][2], 540, 30)}"/>'
        f'<TextLine><Coords points="{points(40, line[0][2], 540, 30)}"/><TextEquiv><Unicode>'
        f"{' '.join(word[0] for word in line)}</Unicode></TextEquiv></TextLine></TextRegion>"
        for number, line in reversed(list(enumerate(LINES)))
    )
    order = "".join(f'<RegionRefIndexed index="{n}" regionRef="r{n}"/>' for n in (0, 1, 2))
    return (
        '<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Page'
        f' imageFilename="p.png" imageWidth="{SIZE[0]}" imageHeight="{SIZE[1]}"><ReadingOrder>'
        f'<OrderedGroup id="g">{order}</OrderedGroup></ReadingOrder>{regions}</Page></PcGts>'
    )
