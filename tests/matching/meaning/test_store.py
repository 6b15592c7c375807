"""Vectors are those of the present texts, of one model, and survive a restart."""

from pathlib import Path

import numpy as np
import pytest

from services.matching.meaning.store import LENGTH, VectorStore, text_of
from services.matching.retrieval.port import IndexDocument


def document(key: str, text: str, *, person: bool = False) -> IndexDocument:
    """Return a document that says nothing else."""
    return IndexDocument(key=key, kind="offering", title="题", text=text, person=person)


def read(store: VectorStore, *numbers: float) -> None:
    """Give everything that is not read yet a vector."""
    unread = store.next_unread(100)
    store.take(unread, np.array([numbers] * len(unread), np.float32))
    store.next_unread(100)


def test_vectors_survive_a_restart_and_go_with_another_model(tmp_path: Path) -> None:
    path = tmp_path / "meanings.bin"
    store = VectorStore(path, "one")
    store.put([document("a", "压铸"), document("b", "商标")])
    assert (store.whole, store.unread) == (False, 2)
    read(store, 0.6, 0.8)
    store.close()

    again = VectorStore(path, "one")
    assert (len(again), again.unread, again.whole) == (2, 0, True)
    assert again.vectors(["a", "x"])["a"] == pytest.approx([0.6, 0.8], abs=0.001)
    assert again.usual(2) == pytest.approx(1.0, abs=0.001)
    again.close()

    other = VectorStore(path, "two")
    assert (len(other), other.unread, other.whole) == (2, 2, False)
    assert (other.vectors(["a"]), other.usual(2)) == ({}, None)
    other.close()


def test_a_changed_text_is_unread_and_the_same_again_is_not(tmp_path: Path) -> None:
    store = VectorStore(tmp_path / "meanings.bin", "one")
    store.put([document("a", "压铸"), document("b", "商标")])
    read(store, 1.0, 0.0)

    same = store.put([document("a", "压铸")])
    changed = store.put([document("b", "专利")])

    assert (same, changed, store.unread, set(store.vectors(["a", "b"]))) == (False, True, 1, {"a"})
    assert store.whole
    store.close()


def test_of_a_text_that_went_or_changed_while_it_was_read_nothing_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "meanings.bin"
    store = VectorStore(path, "one")
    store.put([document("a", "铝合金压铸"), document("b", "商标代理")])
    asked = store.next_unread(10)

    store.remove(["a", "x"])
    store.put([document("b", "专利检索")])
    store.take(asked, np.array([[1.0, 0.0], [0.0, 1.0]], np.float32))

    assert (store.keys(), store.vectors(["a", "b"]), store.usual(2)) == ({"b"}, {}, None)
    store.close()
    assert "铝合金压铸".encode() not in path.read_bytes()


def test_what_two_texts_usually_have_in_common_is_known_of_those_that_are_left(
    tmp_path: Path,
) -> None:
    store = VectorStore(tmp_path / "meanings.bin", "one")
    for key, numbers in (("a", (1.0, 0.0)), ("b", (0.6, 0.8)), ("c", (0.0, 1.0))):
        store.put([document(key, key)])
        read(store, *numbers)
    of_three = store.usual(2)
    store.remove(["a"])
    of_two = store.usual(2)
    store.remove(["b"])

    assert of_three == pytest.approx((0.6 + 0.8 + 0.0) / 3, abs=0.001)
    assert of_two == pytest.approx(0.8, abs=0.001)
    assert (store.usual(2), store.usual(3)) == (0.0, None)
    store.close()


def test_vectors_of_another_length_are_not_taken_and_nothing_is_half_done(tmp_path: Path) -> None:
    store = VectorStore(tmp_path / "meanings.bin", "one")
    store.put([document("a", "压铸")])
    read(store, 1.0, 0.0)
    store.put([document("b", "商标")])

    with pytest.raises(ValueError, match="3 numbers instead of 2"):
        read(store, 1.0, 0.0, 0.0)

    assert (store.unread, store.usual(2), store.usual(3)) == (1, 0.0, None)
    store.close()


def test_the_name_of_a_person_and_what_says_nothing_are_sent_to_nobody(tmp_path: Path) -> None:
    store = VectorStore(tmp_path / "meanings.bin", "one")
    empty = IndexDocument(key="e", kind="provider", title="")

    store.put([document("p", "压铸专家", person=True), empty])

    assert [one.text for one in store.next_unread(10)] == ["压铸专家"]
    assert (len(store), store.vectors(["e"])) == (2, {})
    store.close()


def test_what_is_sent_can_be_sent_and_is_not_longer_than_models_read() -> None:
    assert text_of("", " 半\ud800 ") == "半?"
    assert len(text_of("题", "字" * 3 * LENGTH)) == LENGTH
