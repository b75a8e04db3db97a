"""Masters to access copies, and reading tiles and regions back from access copies.

Making (``ingest`` only)::

    header   what a file is, from its first bytes, within bounds
    decode   one frame of a master as pixels (pdf, jp2 and fallback where libvips cannot)
    colour   those pixels as 8-bit sRGB or grey, on white
    access   the tiled pyramid, written safely under its key
    pool     all of it in child processes bounded in memory and time

Reading (the public side): ``tiles`` gives stored tiles undecoded, ``render`` any region and size.

Owns pixels. Refuses to know records, pages' places in them, or who may see what.
"""
