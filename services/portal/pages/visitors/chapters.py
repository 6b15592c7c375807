"""What the pages that explain say, in both languages."""

from dataclasses import dataclass
from typing import Final

from shared.language import Text


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading, what stands under it, and where one goes on from there."""

    heading: Text
    paragraphs: tuple[Text, ...]
    path: str = ""
    link: Text | None = None


ABOUT: Final = (
    Chapter(
        Text("这个平台做什么", "What this platform does"),
        (
            Text(
                "企业用平常的话说出技术难题，平台说出谁能帮忙、为什么合适、哪里不合适、还有什么不清楚。"
                "专家、服务机构和科技成果的持有人，也能反过来找到适合自己的需求。",
                "A firm says in plain words what it is stuck with. The platform says who could "
                "help, what speaks for each, what against, and what is not known. Experts, "
                "providers and owners of research results find the needs that fit them.",
            ),
            Text(
                "衡量平台只看一件事：有多少需求经企业自己确认已经解决。首页的数字就是这样数出来的，"
                "每个难题只数一次。",
                "One figure tells whether it works: how many needs firms themselves have confirmed "
                "as solved. That is the number on the first page, each problem counted once.",
            ),
        ),
        "/",
        Text("看看谁能帮忙", "See who could help"),
    ),
    Chapter(
        Text("推荐是怎么来的", "Where recommendations come from"),
        (
            Text(
                "匹配度是九个因素的加权和：主题契合、解决过的案例、资质、地区、预算、时间、负荷、业绩、新鲜度。"
                "每一项都写明依据；不知道的就写“未知”，不加分，也不用中间值充数。",
                "A score is the weighted sum of nine factors: topic, solved cases, qualifications, "
                "region, budget, time, load, track record and freshness. Each names what it rests "
                "on. What is not known is called unknown and adds nothing.",
            ),
            Text(
                "排名不能花钱购买。专家可以在自己的档案中选择不被推荐，仍然能被搜索到。",
                "No rank can be bought. Experts may choose not to be recommended; they are still "
                "found by search.",
            ),
        ),
    ),
    Chapter(
        Text("数据从哪里来", "Where the data come from"),
        (
            Text(
                "机构、服务、专家、设施和成果由其本人、所在单位或运营人员录入，也有从公开目录导入的。"
                "每一条都写明最近一次有人确认信息的日期；超过一年没有确认的会标出来。",
                "Providers, services, experts, facilities and results are entered by themselves, "
                "their organizations or the operators, or taken over from public directories. Each "
                "says when somebody last vouched for it, and is marked after a year.",
            ),
            Text(
                "案例旁写明由谁确认：企业确认、运营人员确认，或者只是本人自述。",
                "Each case says who vouches for it: the firm, an operator, or nobody but the "
                "author.",
            ),
        ),
        "/open-data",
        Text("下载公开数据", "Download the open data"),
    ),
)

HELP: Final = (
    Chapter(
        Text("我有技术难题", "I have a technical problem"),
        (
            Text(
                "第一步：在首页粘贴一段话，点“查找”。不用注册，也不保存。"
                "材料、工艺、设备、目前的数值和想达到的数值，写得越具体，找得越准。",
                "First, paste a few sentences on the first page and press Find. No account is "
                "needed and nothing is kept. Name the material, the process, the machine, today's "
                "figures and those you want.",
            ),
            Text(
                "第二步：觉得合适就点“发布这条需求”。写到哪一步都会保存；最后一步会告诉您谁能看到哪一部分。",
                "Then, if it looks promising, post the need. Every step is kept, and the last one "
                "shows who will see which part.",
            ),
            Text(
                "第三步：运营人员审核并联系您；之后每一步该谁做、最迟什么时候，都写在需求的页面上。",
                "An operator reads it and calls you. From then on the page of your need says whose "
                "turn it is and until when.",
            ),
        ),
        "/",
        Text("粘贴一段需求", "Paste a need"),
    ),
    Chapter(
        Text("我能帮别人解决问题", "I can help others"),
        (
            Text(
                "注册并登记单位；核验通过后，完善您的专家档案、服务项目、设施或成果。"
                "平台会告诉您哪些需求适合您、为什么。",
                "Register, and register your organization. Once it is verified, complete your "
                "file, services, facilities or results. The platform then tells you which needs "
                "fit you, and why.",
            ),
            Text(
                "对一条需求有把握，就提交响应：怎么做、多少钱、多长时间。没有被选中时，对方必须说明原因。",
                "Sure of a need? Respond: how you would do it, for how much, in what time. If you "
                "are not chosen, the other side has to say why.",
            ),
        ),
        "/open-needs",
        Text("看看正在寻求帮助的需求", "See what is being asked for"),
    ),
    Chapter(
        Text("怎么搜索", "How to search"),
        (
            Text(
                "在搜索框里输入词语、词的开头，或者拼音首字母都行，例如“压铸 气孔”。"
                "左边可以按类别、地区、行业、资质继续缩小范围，旁边的数字是条数。",
                "Type words, beginnings of words, or the initials of their pinyin, such as 压铸 "
                "气孔. Kind, region, industry and qualification narrow it down; the figures say "
                "how many remain.",
            ),
        ),
        "/search",
        Text("去搜索", "Go to the search"),
    ),
    Chapter(
        Text("怎么联系对方", "How to reach somebody"),
        (
            Text(
                "页面上不公开任何人的电话和邮箱。对方响应了您的需求，或接受了您的邀请，"
                "并且双方同意之后，平台才交换联系方式。",
                "Nobody's telephone number or address stands on a page. Contacts are exchanged "
                "once somebody has responded to your need or accepted your invitation, and both "
                "sides agree.",
            ),
        ),
    ),
    Chapter(
        Text("不用鼠标、看不清、用旧电脑", "Keyboard only, poor sight, old computers"),
        (
            Text(
                "所有页面都能只用键盘操作，按 Tab 键移动；也能由读屏软件朗读。"
                "页脚的“显示设置”可以换深色、大字和高对比度。关掉 JavaScript 也能阅读和填表。",
                "Every page works with the keyboard alone and can be read aloud. The display "
                "settings at the foot of each page offer dark colours, large text and strong "
                "contrast. Reading and forms also work without JavaScript.",
            ),
        ),
        "/display",
        Text("显示设置", "Display settings"),
    ),
    Chapter(
        Text("出了问题怎么办", "When something goes wrong"),
        (
            Text(
                "页面会说出哪里不对、接下来怎么做，您填写的内容不会丢。合作中有争议，"
                "可以在合作页面提出，由运营人员依据双方的证据处理。",
                "A page says what is wrong and what to do next, and keeps what you typed. A "
                "dispute is raised on the page of the engagement; operators decide it on the "
                "evidence of both sides.",
            ),
        ),
    ),
)

TERMS: Final = (
    Chapter(
        Text("谁可以使用", "Who may use it"),
        (
            Text(
                "浏览、搜索和试匹配对所有人开放。发布需求和提交响应需要实名注册，并由运营人员核验所在单位。",
                "Anybody may read, search and try the matching. Posting a need or responding to "
                "one takes an account and an organization that an operator has verified.",
            ),
        ),
    ),
    Chapter(
        Text("您应当做到", "What is asked of you"),
        (
            Text(
                "内容真实，有权发布；不发布违法信息、国家秘密和他人的商业秘密；"
                "不冒用他人名义，不批量抓取他人资料用于推销。",
                "Say what is true and yours to say. Publish nothing unlawful, no state secret and "
                "nobody else's trade secret. Do not act in another's name or gather other "
                "people's data for advertising.",
            ),
            Text(
                "看到保密内容的人须先接受保密约定；谁在什么时候看过，需求方都能查到。",
                "Whoever reads a confidential part first accepts an agreement, and the owner can "
                "see who read it and when.",
            ),
        ),
    ),
    Chapter(
        Text("平台做什么，不做什么", "What the platform does and does not"),
        (
            Text(
                "平台提供对接、流程记录和争议处理，不是合同的一方，不收取双方的款项，"
                "也不担保任何一方履约。匹配结果是参考，请自行核实资质和案例。",
                "The platform brings both sides together, keeps the record and handles disputes. "
                "It is no party to a contract, takes no payments and guarantees nobody's work. "
                "Matches are advice; check qualifications and cases yourself.",
            ),
            Text(
                "审核不通过、暂停、下架或处理争议，都要给出原因；您可以申诉。",
                "Whenever something is refused, suspended, taken down or decided, the reason is "
                "given, and you may appeal.",
            ),
        ),
    ),
    Chapter(
        Text("公开案例", "Public cases"),
        (
            Text(
                "需求解决后，是否公开案例由需求企业决定，不公开也照样计入解决数。",
                "When a need is solved, its firm decides whether the case is shown. It is counted "
                "either way.",
            ),
        ),
    ),
)

PRIVACY: Final = (
    Chapter(
        Text("谁能看到什么", "Who sees what"),
        (
            Text(
                "公开的需求任何人可读；登录可见的需求只对登录用户显示全文；"
                "保密需求只公开您自己写的摘要，保密内容由您逐个批准后才能看到。",
                "An open need can be read by anybody. One for registered readers is shown in full "
                "to those who are signed in. Of a confidential one only your own summary is "
                "public; you let readers in one by one.",
            ),
            Text(
                "联系方式从不出现在列表、搜索、匹配结果和开放数据中。",
                "Contacts never appear in lists, searches, matches or open data.",
            ),
        ),
    ),
    Chapter(
        Text("Cookie", "Cookies"),
        (
            Text(
                "只有必要的几个：登录状态、未登录时的草稿、语言和显示设置。没有统计和广告 Cookie，"
                "页面不向其他网站请求任何内容。",
                "Only the few that are needed: your session, a draft you began without an account, "
                "your language and display settings. None for statistics or advertising, and no "
                "page asks another site for anything.",
            ),
        ),
    ),
    Chapter(
        Text("您的权利", "Your rights"),
        (
            Text(
                "您可以查阅、更正、下载自己的数据，关闭推荐，也可以注销账号。未登录时写下的草稿一天后删除。",
                "You may read, correct and download your data, decline to be recommended, and "
                "close your account. A draft written without an account is erased after a day.",
            ),
        ),
        "/account",
        Text("我的账号", "My account"),
    ),
)
