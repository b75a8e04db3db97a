"""A partner that answers with an error of the protocol, or speaks another one."""

from __future__ import annotations

import pytest

from archivekit.harvest.fault import PartnerFault


@pytest.mark.parametrize("code", ["badArgument", "noSetHierarchy", "undefinedError"])
def test_an_error_of_the_protocol_is_told_with_the_partners_words(harvester, partner, code):
    partner.habit = lambda _: partner.error(code)
    with pytest.raises(PartnerFault, match=f"{code}: No"):
        harvester.harvest(partner)


def test_a_format_that_the_partner_does_not_have_is_told_with_those_it_has(harvester, partner):
    partner.formats = ["oai_dc", "ape_ead"]
    partner.habit = lambda _: partner.error("cannotDisseminateFormat")
    with pytest.raises(PartnerFault, match="offers: oai_dc, ape_ead"):
        harvester.harvest(partner, prefix="mods")


def test_a_partner_of_another_protocol_is_refused(harvester, partner):
    partner.protocol = "1.1"
    with pytest.raises(PartnerFault, match=r"1\.1"):
        harvester.harvest(partner)
