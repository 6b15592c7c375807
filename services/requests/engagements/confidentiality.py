"""The confidentiality agreement that both sides of an engagement may sign, by versions."""

import hashlib
from dataclasses import dataclass
from typing import Final

from shared.language import Text


@dataclass(frozen=True, slots=True)
class Agreement:
    """A text, what version it is, and its digest, which a signature names."""

    version: int
    text: Text

    @property
    def digest(self) -> str:
        """The SHA-256 of both languages, which are signed together."""
        return hashlib.sha256(f"{self.text.zh}\n{self.text.en}".encode()).hexdigest()


NDA: Final = Agreement(
    version=1,
    text=Text(
        "一、双方对在洽谈与合作中获知的对方技术信息、经营信息及其载体承担保密义务，"
        "仅用于本次合作。\n"
        "二、未经对方书面同意，不得向第三方披露；确需知悉的参与人员须承担同等义务。\n"
        "三、下列信息除外：已公开的，接收前已合法持有的，从有权第三方合法取得的，"
        "依法须向主管机关提供的。\n"
        "四、合作终止后，应对方要求返还或销毁相关资料；保密义务自签署之日起五年内有效，"
        "商业秘密未公开前持续有效。\n"
        "五、违反约定造成损失的，依法承担赔偿责任。双方另有书面约定的，从其约定。",
        "1. Each side keeps secret what technical and business information it learns of the"
        " other in the talks and the work, and uses it for this engagement only.\n"
        "2. It tells no third party without the other's written consent; those taking part who"
        " need to know are bound in the same way.\n"
        "3. Excepted is what is public, what was lawfully held before, what was lawfully had"
        " from a third party entitled to it, and what the law requires to be told.\n"
        "4. When the engagement ends, material is returned or destroyed on request; the duty"
        " lasts five years from signature, and for trade secrets as long as they are secret.\n"
        "5. Whoever breaks it is liable for the loss under the law. What both sides agree"
        " otherwise in writing goes before.",
    ),
)
