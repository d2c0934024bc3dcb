"""Train the parser models and measure them: `python -m benchmarks.parser --help`.

Training takes the Universal Dependencies treebanks as xz-compressed CoNLL-U files and writes
`src/dateline/syntax/models/LANGUAGE.udpipe`: tokenizer, tagger and parser in one file. Treebanks are not part of
this repository; `src/dateline/syntax/models/README.md` credits those that the models were trained on.
"""

from __future__ import annotations

import argparse
import lzma
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from ufal import udpipe

MODELS = Path("src/dateline/syntax/models")
TRAIN = {"en": ["en-ewt-train", "en-gum-train"], "de": ["de-gsd-dev", "de-gsd-test"]}
TUNE = {"en": ["en-ewt-dev", "en-gum-dev"], "de": ["de-pud"]}
TEST = {"en": ["en-ewt-test", "en-gum-test", "en-pud-test"], "de": ["de-pud"]}
METHOD = "morphodita_parsito"
TOKENIZER = (
    "dimension=24;epochs=30;initialization_range=0.1;batch_size=50;learning_rate=0.005;dropout=0.1;early_stopping=1"
)
TAGGER = "iterations={passes};early_stopping=1;guesser_suffix_rules=6;guesser_enrich_dictionary=4"
PARSER = (
    "iterations={passes};embedding_upostag=20;embedding_feats=20;embedding_xpostag=0;embedding_form=50;"
    "embedding_deprel=20;learning_rate=0.02;learning_rate_final=0.001;l2=0.5;hidden_layer=200;batch_size=10;"
    "transition_system=projective;transition_oracle=static;structured_interval=0;use_gold_tags=1"
)


def main() -> None:
    options = _options()
    if options.train:
        train(options.language, options.folder, options.tagger_passes, options.parser_passes, options.vectors)
    for name in TEST[options.language]:
        path = options.folder / f"{name}.conllu.xz"
        if path.is_file():
            print(name, " ".join(f"{key} {value:.2f}" for key, value in scores(options.language, path).items()))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.parser", description=__doc__.partition("\n")[0])
    parser.add_argument("--folder", type=Path, default=Path("../shared/ud"), help="where the treebanks are")
    parser.add_argument("--language", choices=sorted(TRAIN), default="en")
    parser.add_argument("--train", action="store_true", help="train before measuring; takes an hour on two cores")
    parser.add_argument("--tagger-passes", type=int, default=8)
    parser.add_argument("--parser-passes", type=int, default=15)
    parser.add_argument("--vectors", type=Path, help="word vectors in word2vec's text format, 50 numbers a word")
    return parser.parse_args()


def train(language: str, folder: Path, tagger_passes: int, parser_passes: int, vectors: Path | None) -> None:
    """Train tokenizer and tagger in one process, the parser in another, and write both into one model."""
    started = time.monotonic()
    read = [_without_xpos("".join(_texts(folder, names[language]))) for names in (TRAIN, TUNE)]
    parser = PARSER.format(passes=parser_passes) + (f";embedding_form_file={vectors}" if vectors else "")
    with tempfile.TemporaryDirectory() as work, multiprocessing.Pool(2) as pool:
        first = pool.apply_async(_trained, (*read, TOKENIZER, TAGGER.format(passes=tagger_passes), "none"))
        second = pool.apply_async(_trained, (*read, "none", "none", parser))
        paths = []
        for number, part in enumerate((first, second)):
            paths.append(Path(work) / f"{number}.udpipe")
            paths[-1].write_bytes(part.get())
        model = _trained(
            *read, f"from_model=file:{paths[0]}", f"from_model=file:{paths[0]}", f"from_model=file:{paths[1]}"
        )
    (MODELS / f"{language}.udpipe").write_bytes(model)
    print(f"{len(model) / 1e6:.1f} MB in {time.monotonic() - started:.0f} s", file=sys.stderr)


def _trained(training: str, tuning: str, tokenizer: str, tagger: str, parser: str) -> bytes:
    error = udpipe.ProcessingError()
    model = udpipe.Trainer.train(METHOD, _sentences(training), _sentences(tuning), tokenizer, tagger, parser, error)
    if error.occurred():
        raise SystemExit(error.message)
    return bytes(model)


def _sentences(text: str) -> udpipe.Sentences:
    found = udpipe.Sentences()
    for sentence in _read(text):
        found.append(sentence)
    return found


def _read(text: str) -> Iterator[udpipe.Sentence]:
    reader, error = udpipe.InputFormat.newConlluInputFormat(), udpipe.ProcessingError()
    reader.setText(text)
    while True:
        sentence = udpipe.Sentence()
        if not reader.nextSentence(sentence, error):
            break
        yield sentence
    if error.occurred():
        raise SystemExit(error.message)


def _texts(folder: Path, names: list[str]) -> Iterator[str]:
    for name in names:
        yield _opened(folder / f"{name}.conllu.xz")


def _opened(path: Path) -> str:
    with lzma.open(path, "rt", encoding="utf-8") as file:
        return file.read()


def _without_xpos(text: str) -> str:
    """Leave out the language's own tags: the universal ones and the features say the same, and training is faster."""
    rows = (line.split("\t") for line in text.split("\n"))
    return "\n".join("\t".join([*row[:4], "_", *row[5:]] if len(row) == 10 else row) for row in rows)


def scores(language: str, path: Path) -> dict[str, float]:
    """Return UPOS, UAS and LAS in per cent of the words, with the treebank's tokens and with the model's own tags."""
    model = udpipe.Model.load(str(MODELS / f"{language}.udpipe"))
    count = {"words": 0, "UPOS": 0, "UAS": 0, "LAS": 0}
    for gold in _read(_opened(path)):
        guess = udpipe.Sentence()
        for word in list(gold.words)[1:]:
            guess.addWord(word.form)
        model.tag(guess, "")
        model.parse(guess, "")
        for want, got in zip(list(gold.words)[1:], list(guess.words)[1:], strict=True):
            count["words"] += 1
            count["UPOS"] += want.upostag == got.upostag
            count["UAS"] += want.head == got.head
            count["LAS"] += want.head == got.head and want.deprel == got.deprel
    return {key: 100 * value / count["words"] for key, value in count.items() if key != "words"}


if __name__ == "__main__":
    main()
