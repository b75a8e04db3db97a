"""Our own conformance checks on any OAI-PMH repository, ours or a partner's.

Owns the rules of the protocol as questions that can be put from outside. Changes nothing.
"""

from archivekit.harvest.conformance.asking import Bounds
from archivekit.harvest.conformance.finding import Check, Finding, Report
from archivekit.harvest.conformance.run import run
from archivekit.harvest.conformance.table import CHECKS

__all__ = ["CHECKS", "Bounds", "Check", "Finding", "Report", "run"]
