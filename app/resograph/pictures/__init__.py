"""Drawings of figures and of documents as SVG: pure, in six scripts and both directions, without style or script."""

from resograph.pictures.bars import Segment, bar
from resograph.pictures.chain import Stop, chain
from resograph.pictures.descent import Place, descent
from resograph.pictures.matrix import matrix
from resograph.pictures.network import Circle, Edge, network
from resograph.pictures.svg import Frame
from resograph.pictures.timeline import Stack, timeline

__all__ = [
    "Circle",
    "Edge",
    "Frame",
    "Place",
    "Segment",
    "Stack",
    "Stop",
    "bar",
    "chain",
    "descent",
    "matrix",
    "network",
    "timeline",
]
