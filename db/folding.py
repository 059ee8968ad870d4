"""How the storage folds text: as the core does, which also shows what a search matched."""

from briefing.folding import drop_surrogates, fold_text

__all__ = ["drop_surrogates", "fold_text"]
