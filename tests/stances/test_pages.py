"""What stands in the head of a page is no part of the sentence that the page breaks."""

from __future__ import annotations

import hashlib
import subprocess
import sys

from stancegraph.model import SourceText
from stancegraph.pipeline import load_tools, read_source

TEXT = """United Nations

A/RES/73/8

Resolution adopted by the General Assembly on 1 November 2018

73/8. Necessity of ending the embargo

The General Assembly,

Recalling its resolutions 47/19 of 24 November 1992, 48/16 of 3 November 1993, 49/9 of 26 October
1994 and 50/10 of 2 November 1995 on the necessity of ending the economic, commercial and

A/RES/73/8
Page 2

financial embargo imposed by the United States of America against Cuba,

1. Takes note of the report of the Secretary-General;

2. Deplores the application of laws and

A/RES/73/8
Page 3

measures of that kind;

3. Decides to remain seized of the matter.
"""


def main() -> None:
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    document = read_source(SourceText("page.txt", digest, "text/plain", TEXT), load_tools())
    (resolution,) = document.resolutions
    sys.stdout.write(" ".join(p.id.rsplit("73/8/", 1)[-1] for p in resolution.paragraphs))


def test_a_symbol_in_a_page_head_within_a_paragraph() -> None:
    """In a process of its own: the words of a page head once kept the reader from ending."""
    command = [sys.executable, __file__]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "pp/1 op/1 op/2 op/3"


if __name__ == "__main__":
    main()
