"""Each kind of statement has a name for people."""

from models.records import Kind
from vocabulary.kinds import kind_labels, kind_names


def test_every_kind_has_a_label_and_a_word_after_a_count() -> None:
    assert list(kind_names()) == [str(kind) for kind in Kind]
    assert all(label[0].isupper() for label in kind_labels().values())
    assert all(name.many[0].islower() for name in kind_names().values())
