"""spaCy's own text classifiers, for the comparison."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import spacy
from spacy.training import Example as SpacyExample
from spacy.util import fix_random_seed

from models.themes.examples import Example
from models.themes.hits import Array
from models.themes.measure import Predictor, Said

PASSES = 10
LEARN_RATE = 0.005


def textcat(architecture: str, themes: tuple[str, ...], seed: int) -> Predictor:
    """spaCy's own text classifiers, trained for PASSES passes."""

    def predict(
        known: list[Example], own: list[Example], held: list[Example]
    ) -> tuple[Said, Array]:
        fix_random_seed(seed)
        nlp = spacy.blank("en")
        nlp.add_pipe("textcat_multilabel", config={"model": ARCHITECTURES[architecture]()})
        texts = [
            SpacyExample.from_dict(
                nlp.make_doc(e.source.text),
                {"cats": {t: float(t in e.source.themes) for t in themes}},
            )
            for e in known + own
        ]
        nlp.initialize(lambda: texts)
        optimizer = nlp.resume_training()
        optimizer.learn_rate = LEARN_RATE
        shuffle = np.random.default_rng(seed)
        for _ in range(PASSES):
            order = shuffle.permutation(len(texts))
            for start in range(0, len(order), 64):
                batch = [texts[i] for i in order[start : start + 64]]
                nlp.update(batch, sgd=optimizer)
        docs = nlp.pipe(e.source.text for e in held)
        scores = np.array([[doc.cats[t] for t in themes] for doc in docs])
        return np.zeros(scores.shape, dtype=bool), scores

    return predict


ARCHITECTURES: dict[str, Callable[[], dict[str, object]]] = {
    "spacy.TextCatBOW.v3": lambda: {
        "@architectures": "spacy.TextCatBOW.v3",
        "exclusive_classes": False,
        "ngram_size": 2,
        "no_output_layer": False,
        "length": 65536,
    },
    "spacy.TextCatReduce.v1": lambda: {
        "@architectures": "spacy.TextCatReduce.v1",
        "exclusive_classes": False,
        "use_reduce_first": False,
        "use_reduce_last": False,
        "use_reduce_max": True,
        "use_reduce_mean": True,
        "tok2vec": {
            "@architectures": "spacy.HashEmbedCNN.v2",
            "width": 48,
            "depth": 1,
            "embed_size": 2000,
            "window_size": 1,
            "maxout_pieces": 3,
            "subword_features": True,
            "pretrained_vectors": None,
        },
    },
}
