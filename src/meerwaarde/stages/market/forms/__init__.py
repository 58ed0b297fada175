"""What the pages of the market ask."""

from meerwaarde.stages.market.forms.notices import NoticeFileForm, NoticeFilterForm, refusal_in_words

__all__ = ["NoticeFileForm", "NoticeFilterForm", "refusal_in_words"]
