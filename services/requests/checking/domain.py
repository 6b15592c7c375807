"""What a need lacks and why that matters: read from its words, it never stands in the way."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from shared.language import Text


class Gap(StrEnum):
    """Something that a solver will ask for first."""

    PROBLEM = "problem_not_stated"
    OBJECT = "object_or_process_not_stated"
    METRIC = "metric_not_stated"
    PRESENT_VALUE = "present_value_not_stated"
    TARGET_VALUE = "target_value_not_stated"
    CONSTRAINTS = "constraints_not_stated"
    BUDGET = "budget_not_stated"
    TIME = "time_not_stated"


@dataclass(frozen=True, slots=True)
class Said:
    """What a need says, as far as it is looked at.

    `present_values` has an entry for each metric: whether its present value is known.
    """

    title: str
    description: str = ""
    present_values: tuple[bool, ...] = ()
    qualifications: int = 0
    budget: bool = False
    deadline: bool = False

    @property
    def words(self) -> str:
        """Title and description."""
        return f"{self.title}\n{self.description}"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that seems to be missing.

    `field` is where it belongs, `weight` its share of a complete need in percent,
    `message` what to add, `reason` why it matters.
    """

    code: Gap
    field: str
    weight: int
    message: Text
    reason: Text


_FIGURE: Final = r"[0-9０-９]"
_TROUBLE: Final = re.compile(
    r"不|太|过[高低大小多少慢快]|差|漏|裂|断|坏|损|缺|废|堵|卡|锈|噪|吵|响|抖|振|粘|变形|气孔|毛刺|起泡|异味|味道"
    r"|问题|故障|失效|难|怎么|如何|寻找|希望|想|需要|需求|提高|提升|降低|减少|改进|改善|优化|替代|研发|开发|检测|自动"
    r"|problem|defect|fail|crack|leak|noise|need|want|improve|reduce|replace|how",
    re.IGNORECASE,
)
# Its last figure will do: looking for all of them takes minutes where there are thousands.
_MEASURE: Final = re.compile(
    rf"{_FIGURE}\s*(?:%|％|‰|℃|°|度|[a-zA-Zμµ]+|分贝|毫米|微米|厘米|米|秒|分钟|小时|公斤|克|吨|件|次|倍|个点|成)"
)
_PRESENT: Final = re.compile(
    r"(?:目前|现在|现有|当前|原来|约|平均|有时|现为|currently|now|at present)"
    rf"[^。；;\n]{{0,20}}{_FIGURE}",
    re.IGNORECASE,
)
_TARGET: Final = re.compile(
    rf"(?:希望|要求|目标|降到|降至|减到|提高到|提升到|达到|不超过|不大于|不小于|不低于|小于|大于|低于|高于|至少|最多|≤|≥|<|>"
    rf"|below|above|at most|at least|less than|more than)[^。；;\n]{{0,20}}{_FIGURE}"
    rf"|{_FIGURE}[^。；;\n]{{0,6}}(?:以下|以内|以上)",
    re.IGNORECASE,
)
_CONSTRAINT: Final = re.compile(
    r"不能|不得|不可|不影响|不改|必须|限|空间|温度|湿度|压力|节拍|产线|产量|批量|成本|材料|材质|标准|认证|防爆|防护|环保|工况|现有设备|安装"
    r"|must|cannot|without|limit|temperature|pressure|standard|cost",
    re.IGNORECASE,
)
_TIME: Final = re.compile(
    r"[天周月年]内|月底|年底|年前|月前|季度|尽快|马上|工期|交期|个月|within|deadline|by the end",
    re.IGNORECASE,
)

ENOUGH_TO_SEE: Final = 20
"""Letters, characters and digits below which product, material and process cannot all be named."""


def _signs(text: str) -> int:
    return sum(sign.isalnum() for sign in text)


def _states_no_problem(said: Said) -> bool:
    return not _signs(said.description) or not _TROUBLE.search(said.words)


def _states_no_object(said: Said) -> bool:
    return _signs(said.words) < ENOUGH_TO_SEE


def _states_no_metric(said: Said) -> bool:
    return not said.present_values and not _MEASURE.search(said.words)


def _states_no_present_value(said: Said) -> bool:
    if said.present_values and all(said.present_values):
        return False
    return not _PRESENT.search(said.words)


def _states_no_target(said: Said) -> bool:
    return not said.present_values and not _TARGET.search(said.words)


def _states_no_constraint(said: Said) -> bool:
    return not said.qualifications and not _CONSTRAINT.search(said.words)


def _states_no_time(said: Said) -> bool:
    return not said.deadline and not _TIME.search(said.words)


_CHECKS: Final[tuple[tuple[Finding, Callable[[Said], bool]], ...]] = (
    (
        Finding(
            Gap.PROBLEM,
            "description",
            25,
            Text(
                "请再写一两句：出了什么问题，或想做到什么。用平常的话写就可以。",
                "Add a sentence or two: what goes wrong, or what you want. Plain words will do.",
            ),
            Text(
                "专家先看问题，才知道自己能不能帮上忙。",
                "Experts look at the problem first, to see whether they can help.",
            ),
        ),
        _states_no_problem,
    ),
    (
        Finding(
            Gap.OBJECT,
            "description",
            15,
            Text(
                "请写明是什么产品或设备、用什么材料、在哪道工序。",
                "Say which product or machine it is, of what material, at which step.",
            ),
            Text(
                "同样的现象，换一种材料或工序，解决办法就不同。",
                "The same trouble has other remedies in another material or process.",
            ),
        ),
        _states_no_object,
    ),
    (
        Finding(
            Gap.METRIC,
            "metric_targets",
            20,
            Text(
                "请写出用什么来衡量，例如不良率、噪声分贝、厚度、节拍；不确定可以先估一个。",
                "Say what it is measured by, such as a reject rate or decibels; a guess will do.",
            ),
            Text(
                "有了指标，双方才能约定做到什么程度算解决。",
                "With a measure both sides can agree on what counts as solved.",
            ),
        ),
        _states_no_metric,
    ),
    (
        Finding(
            Gap.PRESENT_VALUE,
            "metric_targets",
            10,
            Text("请写出现在大约是多少。", "Say roughly how much it is now."),
            Text(
                "知道起点，才能判断难度和工作量。",
                "Only from where you start can anybody tell how hard it will be.",
            ),
        ),
        _states_no_present_value,
    ),
    (
        Finding(
            Gap.TARGET_VALUE,
            "metric_targets",
            10,
            Text("请写出希望做到多少。", "Say how much it should become."),
            Text("目标不同，方案和费用会差很多。", "Plan and price depend on the target."),
        ),
        _states_no_target,
    ),
    (
        Finding(
            Gap.CONSTRAINTS,
            "description",
            10,
            Text(
                "如有限制条件请写上，例如温度、空间、成本、节拍、现有设备不能改。",
                "Name what cannot be changed: temperature, space, cost, pace, machines in use.",
            ),
            Text(
                "早知道限制，可以少走弯路。",
                "Limits known early save a proposal that would not fit.",
            ),
        ),
        _states_no_constraint,
    ),
    (
        Finding(
            Gap.BUDGET,
            "budget_max",
            5,
            Text(
                "如果心里有数，请写个大概的预算；对外只显示区间也可以（选保密）。",
                "If you have a figure in mind, give a rough budget; a band is all a"
                " confidential need shows.",
            ),
            Text("有预算的需求更容易得到答复。", "A need with a budget is answered more often."),
        ),
        lambda said: not said.budget,
    ),
    (
        Finding(
            Gap.TIME,
            "deadline",
            5,
            Text("请写希望什么时候解决。", "Say by when it should be solved."),
            Text("专家据此安排时间。", "Experts plan their time by it."),
        ),
        _states_no_time,
    ),
)

CHECKED: Final = tuple(finding for finding, _ in _CHECKS)
"""Everything that is looked for; the weights add up to 100."""


def findings(said: Said) -> tuple[Finding, ...]:
    """Return what seems to be missing, the weightiest first."""
    missing = [finding for finding, is_missing in _CHECKS if is_missing(said)]
    return tuple(sorted(missing, key=lambda finding: -finding.weight))


def completeness(found: tuple[Finding, ...]) -> int:
    """Return how complete a need with these gaps is, in percent."""
    return 100 - sum(finding.weight for finding in found)
