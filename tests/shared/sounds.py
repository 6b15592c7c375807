"""`python -m tests.shared.sounds`: how a package reads characters, for `shared.pinyin`."""

import os
import sys
from collections import defaultdict
from typing import Final

HEAD: Final = """\
# 单字的常用读音，不带声调。How each character is mostly read, without its tone (ü is v).
# From pypinyin, which takes it from pinyin-data, both under the MIT licence;
# written by python -m tests.shared.sounds.
"""


def characters() -> str:
    """Return what the file holds: of each syllable, the characters that are mostly read so."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # they take 40 MB
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - see above
    from pypinyin.pinyin_dict import pinyin_dict  # noqa: PLC0415 - see above

    read_as: dict[str, list[str]] = defaultdict(list)
    for character in map(chr, sorted(pinyin_dict)):
        read_as[lazy_pinyin(character)[0]].append(character)
    return HEAD + "".join(f"{sound} {''.join(read_as[sound])}\n" for sound in sorted(read_as))


if __name__ == "__main__":
    sys.stdout.write(characters())
