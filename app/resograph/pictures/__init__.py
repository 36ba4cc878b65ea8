"""Drawings of figures and of documents as SVG: pure, in six scripts and both directions, without style or script."""

from resograph.pictures.bars import Segment, bar
from resograph.pictures.chain import Link, chain
from resograph.pictures.network import Edge, Node, network
from resograph.pictures.svg import Frame
from resograph.pictures.timeline import Stack, timeline

__all__ = ["Edge", "Frame", "Link", "Node", "Segment", "Stack", "bar", "chain", "network", "timeline"]
