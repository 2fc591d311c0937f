"""Every quotation is part of an utterance, also where no other page tells it."""

from __future__ import annotations

from tests.dossier.records import reading

from recoupe.dossier import store
from recoupe.dossier.read import Dossier
from recoupe.dossier.write import write
from recoupe.link.singles import ONCE
from recoupe.link.steps import link


def test_a_quotation_told_once_is_an_utterance_of_one_origin() -> None:
    connection = store.in_memory()
    found = reading()
    write(connection, [found])
    link(connection)
    (utterance,) = Dossier(connection).utterances()
    (quotation,) = found.quotations
    assert [m.id for m in utterance.members] == [quotation.id]
    assert utterance.members[0].reasons == (ONCE,)
    assert (utterance.said, utterance.speaker_name) == (quotation.said, quotation.speaker_name)
    assert (utterance.origins, utterance.fullest) == (1, quotation.id)


def test_two_accounts_leave_no_single() -> None:
    connection = store.in_memory()
    write(connection, [reading("pages/a.txt"), reading("pages/b.txt")])
    link(connection)
    (utterance,) = Dossier(connection).utterances()
    assert len(utterance.members) == 2
