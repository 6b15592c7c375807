"""How needs are written well: an example for each of some industries, to begin from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from shared.language import Language, Text


@dataclass(frozen=True, slots=True)
class Example:
    """A need as somebody of an industry might write it."""

    industry: Text
    title: Text
    description: Text

    def typed(self, language: Language) -> dict[str, str]:
        """Return what stands in the fields when one begins from it."""
        return {"title": self.title.pick(language), "description": self.description.pick(language)}


EXAMPLES: Final[Mapping[str, Example]] = {
    "casting": Example(
        Text("铸造与机械加工", "Casting and machining"),
        Text("铝合金压铸件气孔率降到 3% 以下", "Porosity of die-cast aluminium below 3 %"),
        Text(
            "产品：新能源汽车电机壳，ADC12，壁厚 4 毫米，800 吨压铸机，年产 20 万件。\n"
            "问题：机加工后表面露出气孔，良率约八成，气密测试漏气。\n"
            "试过：调整压射速度、加排气槽，略有改善。\n"
            "希望：三个月内气孔率降到 3% 以下；可以改模具，不更换压铸机。",
            "Product: motor housings of ADC12, wall 4 mm, 800 t machine, 200,000 a year.\n"
            "Problem: pores show after machining; one in five is scrapped and leaks.\n"
            "Tried: shot speed and more vents, with little gain.\n"
            "Wanted: porosity below 3 % within three months; the die may change, the machine not.",
        ),
    ),
    "electronics": Example(
        Text("电子与电路板", "Electronics"),
        Text("电路板回流焊虚焊率偏高", "Too many cold joints in reflow soldering"),
        Text(
            "产品：工业控制板，双面贴装，含 0.4 毫米间距 BGA，月产 3 万片。\n"
            "问题：BGA 虚焊约 0.8%，多在高温高湿季节出现，返修费工。\n"
            "试过：更换锡膏、调整炉温曲线。\n"
            "希望：找到原因并把虚焊率降到 0.1% 以下，提供检测方法，现有产线不停产。",
            "Product: industrial control boards, both sides, BGA at 0.4 mm; 30,000 a month.\n"
            "Problem: 0.8 % cold joints at the BGA, mostly in the hot and humid months.\n"
            "Tried: another paste, another profile.\n"
            "Wanted: the cause, below 0.1 %, and a way to test for it, while the line goes on.",
        ),
    ),
    "food": Example(
        Text("食品加工", "Food"),
        Text("即食米制品常温保质期延长到 9 个月", "Nine months' shelf life for instant rice"),
        Text(
            "产品：常温即食米饭，杀菌后塑料碗装。\n"
            "问题：5 个月后变硬、有异味，微生物合格。\n"
            "试过：换包装膜，效果不明显。\n"
            "希望：口感基本不变，常温保质期从 5 个月延长到 9 个月；每份成本增加不超过 0.2 元；"
            "需要有资质的检测报告。",
            "Product: instant rice in sterilised plastic bowls, kept at room temperature.\n"
            "Problem: hard and stale after five months; microbes are within the limits.\n"
            "Tried: another film, with little effect.\n"
            "Wanted: nine months at the same taste, CNY 0.20 a serving at most, and a test report "
            "of an accredited laboratory.",
        ),
    ),
    "plastics": Example(
        Text("塑料与模具", "Plastics and moulds"),
        Text("注塑薄壁件翘曲变形超差", "Thin injection mouldings warp"),
        Text(
            "产品：家电面板，PC/ABS，壁厚 1.8 毫米，长 420 毫米。\n"
            "问题：翘曲 1.5 毫米，要求 0.5 毫米以内，装配缝隙大。\n"
            "试过：延长保压和冷却，周期变长仍不达标。\n"
            "希望：通过模流分析改进浇口和冷却水路，周期不超过 35 秒。",
            "Product: panels of PC/ABS, wall 1.8 mm, length 420 mm.\n"
            "Problem: they warp by 1.5 mm where 0.5 mm is allowed.\n"
            "Tried: longer packing and cooling; slower, and still not flat.\n"
            "Wanted: gates and cooling improved by flow simulation, 35 s a cycle at most.",
        ),
    ),
    "environment": Example(
        Text("环保与节能", "Environment and energy"),
        Text("电镀废水总镍稳定达标", "Nickel in plating waste water, reliably within the limit"),
        Text(
            "现状：每天 120 吨含镍废水，化学沉淀后总镍 0.3 至 0.8 毫克每升，波动大。\n"
            "要求：稳定低于 0.1 毫克每升，污泥量不增加。\n"
            "条件：场地 60 平方米，投资不超过 150 万元，半年内完成。",
            "Now: 120 t a day with nickel; after precipitation 0.3 to 0.8 mg/l, varying.\n"
            "Wanted: reliably below 0.1 mg/l without more sludge.\n"
            "Given: 60 m2, CNY 1.5 million at most, within half a year.",
        ),
    ),
    "digital": Example(
        Text("数字化与检测", "Digitising and inspection"),
        Text("用机器视觉代替人工外观检验", "Machine vision in place of inspection by eye"),
        Text(
            "产品：五金冲压件 40 种，每天 6 万件，人工目检划伤、毛刺和缺料。\n"
            "问题：漏检约 1%，检验员难招。\n"
            "希望：漏检低于 0.1%，误判低于 2%，每件 0.5 秒以内，换型号 10 分钟内完成；"
            "结果能进入现有生产系统。",
            "Product: 40 kinds of stampings, 60,000 a day, looked over for scratches and burrs.\n"
            "Problem: about 1 % slip through, and inspectors are hard to find.\n"
            "Wanted: below 0.1 % missed and 2 % false, 0.5 s a piece, ten minutes to change over; "
            "results go into the production system we have.",
        ),
    ),
}
"""By the name that stands in the address."""
