from __future__ import annotations

import subprocess
import sys

import pytest

from dateline.syntax import Parser, Tree


def parsed(text: str) -> Tree:
    parser = Parser.of("en")
    assert parser is not None
    tree = parser.parse(text)
    assert tree is not None
    return tree


def test_a_sentence_has_a_verb_with_subject_and_object() -> None:
    tree = parsed("The council closed the bridge.")
    (root,) = [token for token in tree.tokens if token.head < 0]
    assert (root.form, root.upos, root.features["VerbForm"]) == ("closed", "VERB", "Fin")
    subject, thing = tree.child(root, "nsubj"), tree.child(root, "obj")
    assert subject is not None
    assert thing is not None
    assert (subject.form, thing.form) == ("council", "bridge")


@pytest.mark.parametrize(
    "text",
    [
        "“We don’t know,” she said — twice.",
        "Mykhaïlo Podoliak   wrote it.",
        "Zum 1. Mai 😀 they met.",
        "line\nbreak and\ttab",
        "a" * 1000,
        "[" * 60,
    ],
)
def test_tokens_lie_where_their_forms_stand(text: str) -> None:
    end = 0
    for token in parsed(text).tokens:
        assert token.form == text[token.start : token.end]
        assert token.start >= end
        end = token.end
    assert not text[end:].strip()


def test_every_token_hangs_on_a_root() -> None:
    tree = parsed("Soledar, which Russia has been trying to take for months, lies north of Bakhmut.")
    for token in tree.tokens:
        above = list(tree.ancestors(token))
        assert len(above) < len(tree.tokens)


@pytest.mark.parametrize("text", ["", "   ", "word " * 400])
def test_nothing_and_too_much_have_no_tree(text: str) -> None:
    parser = Parser.of("en")
    assert parser is not None
    assert parser.parse(text) is None


def test_a_language_without_a_model_has_no_parser() -> None:
    assert Parser.of("tlh") is None


def test_tagging_loads_no_parser() -> None:
    code = (
        "import sys, dateline; dateline.tag('It rained on Friday.', '1970-04-14'); print('ufal.udpipe' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
