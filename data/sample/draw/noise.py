"""Chance that comes out the same each time: clouds, spots and rings from a seeded generator."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Field = NDArray[np.floating]
Rng = np.random.Generator


def rng(name: str) -> Rng:
    """A generator of its own for each thing drawn, so that one change leaves the others alone."""
    return np.random.default_rng(list(name.encode()))


def cloud(chance: Rng, size: tuple[int, int], grain: int) -> Field:
    """Soft noise around 0, about ±1, whose shapes are ``grain`` pixels wide."""
    width, height = size
    small = chance.standard_normal((height // grain + 4, width // grain + 4)).astype(np.float32)
    stretched = (small.shape[1] * grain, small.shape[0] * grain)
    large = Image.fromarray(small).resize(stretched, Image.Resampling.BICUBIC)
    return np.asarray(large)[grain : grain + height, grain : grain + width]


def clouds(chance: Rng, size: tuple[int, int], grains: dict[int, float]) -> Field:
    """Clouds of several grains, each with its strength."""
    total = np.zeros((size[1], size[0]), np.float32)
    for grain, strength in grains.items():
        total += strength * cloud(chance, size, grain)
    return total


def distance_to_edge(size: tuple[int, int]) -> Field:
    """How far each pixel is from the nearest edge."""
    width, height = size
    x, y = np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32)
    return np.minimum(np.minimum(x, x[::-1])[None, :], np.minimum(y, y[::-1])[:, None])


def distance_to(point: tuple[float, float], size: tuple[int, int]) -> Field:
    """How far each pixel is from a point."""
    x = np.arange(size[0], dtype=np.float32)[None, :] - point[0]
    y = np.arange(size[1], dtype=np.float32)[:, None] - point[1]
    distance: Field = np.hypot(x, y)
    return distance
