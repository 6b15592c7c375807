"""The sentences about accounts, sessions and organizations."""

from collections.abc import Mapping
from typing import Final

from shared.language import Text

ACCOUNTS: Final[Mapping[str, Text]] = {
    "sign_in": Text("登录", "Sign in"),
    "sign_out": Text("退出登录", "Sign out"),
    "register": Text("注册", "Register"),
    "my_account": Text("我的账号", "My account"),
    "email": Text("电子邮箱", "E-mail address"),
    "email_hint": Text(
        "我们会寄一封信到这里，确认邮箱是您的。", "We send a letter there to see that it is yours."
    ),
    "password": Text("密码", "Password"),
    "new_password": Text("新密码", "New password"),
    "current_password": Text("当前密码", "Present password"),
    "chosen_password": Text("注册时填写的密码", "The password you chose when you registered"),
    "password_hint_djbh": Text(
        "至少 8 个字符，大写字母、小写字母、数字、符号中用到三类。",
        "At least 8 characters, of three kinds: capitals, small letters, digits, other signs.",
    ),
    "password_hint_asvs": Text(
        "至少 8 个字符，不要用常见密码；一句话最好。",
        "At least 8 characters and nothing common; a sentence is best.",
    ),
    "person_name": Text("姓名", "Your name"),
    "consent_heading": Text("个人信息告知书", "What happens with your personal data"),
    "consent": Text(
        "我已阅读并同意上述个人信息告知书", "I have read the text above and agree to it"
    ),
    "consent_missing": Text(
        "请先阅读并勾选同意。", "Read the text and tick the box if you agree to it."
    ),
    "forgotten": Text("忘记密码", "Forgotten password"),
    "forgotten_intro": Text(
        "填写注册邮箱，我们寄给您一个确认码，用它设置新密码。",
        "Tell us the address of your account. We send a code there with which you choose a new "
        "password.",
    ),
    "send_letter": Text("寄送确认码", "Send the code"),
    "have_code": Text("已有确认码，直接设置新密码", "I have a code already"),
    "letter_again": Text("没收到？再寄一次", "No letter? Have another one sent"),
    "letter_sent": Text(
        "如果这个邮箱有账号，信已寄出。请查看邮箱，把确认码填在下面。",
        "If there is an account with this address, a letter is on its way. "
        "Look into your mail and enter the code below.",
    ),
    "mailed_code": Text("信中的确认码", "The code from the letter"),
    "mailed_code_hint": Text("以 kqm_ 开头，可整段复制。", "It begins with kqm_; copy all of it."),
    "choose_password": Text("设置新密码", "Choose a new password"),
    "confirm_heading": Text("确认邮箱", "Confirm your address"),
    "confirm_intro": Text(
        "请查看邮箱：我们寄出了一封信。把信中的确认码填在下面，注册就完成了。",
        "Look into your mail: we have sent a letter. Enter its code below and you are registered.",
    ),
    "confirm": Text("完成注册", "Finish registering"),
    "no_letter": Text(
        "几分钟后还没有收到？请检查垃圾邮件，或者", "Nothing after some minutes? Look for spam, or"
    ),
    "register_again": Text("重新填写邮箱", "enter your address again"),
    "no_account": Text("还没有账号？", "No account yet?"),
    "have_account": Text("已有账号？", "You have an account?"),
    "draft_waits": Text(
        "您填写的需求已保存，登录后从原处继续，不会丢失。",
        "What you wrote about your need is kept. Sign in and go on where you were.",
    ),
    "open_line": Text(
        "当前连接未加密，浏览器不会保存登录状态。请改用 https:// 开头的地址访问。",
        "This connection is not encrypted, so no browser keeps you signed in here. "
        "Use the address that begins with https://.",
    ),
    "signed_out": Text("您已退出登录。", "You are signed out."),
    "password_chosen": Text(
        "新密码已生效，请用它登录。", "Your new password is in place; sign in with it."
    ),
    "password_changed": Text(
        "密码已更改，其他登录均已结束。", "Your password was changed; all other sessions ended."
    ),
    "session_ended": Text("该登录已结束。", "That session was ended."),
    "organization_registered": Text(
        "单位已登记，等待运营人员核验；结果会发到您的邮箱。",
        "Your organization is registered and waits to be verified; the result comes by e-mail.",
    ),
    "sessions": Text("已登录的设备", "Where you are signed in"),
    "sessions_hint": Text(
        "不认识的登录请立即结束，并更改密码。",
        "End any you do not know at once, and change your password.",
    ),
    "unknown_browser": Text("未知浏览器", "Unknown browser"),
    "last_seen": Text("最近使用", "last used"),
    "this_session": Text("当前登录", "This one"),
    "end_session": Text("结束", "End it"),
    "end_session_question": Text(
        "那台设备上的登录马上失效，需要重新登录。",
        "Whoever is signed in there is signed out at once.",
    ),
    "end_others": Text("结束其他所有登录", "End all others"),
    "end_others_question": Text(
        "除这台设备外，所有设备都要重新登录。",
        "All but this browser are signed out at once.",
    ),
    "change_password": Text("更改密码", "Change password"),
    "export": Text("下载我的数据（JSON）", "Download my data (JSON)"),
    "my_organizations": Text("我的单位", "My organizations"),
    "no_organization": Text(
        "您还没有登记单位。登记并核验后，就可以发布需求、响应需求。",
        "You have registered no organization. Once it is registered and verified you can post "
        "needs and respond to them.",
    ),
    "register_organization": Text("登记单位", "Register an organization"),
    "organization_intro": Text(
        "运营人员会核对名称和统一社会信用代码，通常在一个工作日内完成。核验通过后您就可以代表单位发布需求。",
        "An operator compares the name with the credit code, usually within a working day. "
        "From then on you can post needs in its name.",
    ),
    "organization_name": Text("单位全称", "Full name"),
    "organization_name_hint": Text(
        "与营业执照或登记证书一致。", "As on its licence or certificate."
    ),
    "organization_kind": Text("单位类型", "What it is"),
    "kind_enterprise": Text("企业", "Enterprise"),
    "kind_provider": Text("科技服务机构", "Service provider"),
    "kind_university_institute": Text("高校院所", "University or institute"),
    "kind_association": Text("协会、学会", "Association"),
    "kind_bureau": Text("政府部门", "Government bureau"),
    "uscc": Text("统一社会信用代码", "Unified social credit code"),
    "uscc_hint": Text("18 位，在营业执照上。", "18 characters, on the licence."),
    "organization_state_registered": Text("待核验", "Waiting to be verified"),
    "organization_state_verified": Text("已核验", "Verified"),
    "organization_state_rejected": Text("核验未通过", "Not verified"),
    "organization_state_suspended": Text("已暂停", "Suspended"),
    "organization_state_closed": Text("已关闭", "Closed"),
    "organization_next_registered": Text(
        "等待运营人员核验，您暂时不用做什么。", "An operator looks at it; there is nothing to do."
    ),
    "organization_next_verified": Text(
        "您可以代表它发布和响应需求。", "You can post needs and respond to them in its name."
    ),
    "organization_next_rejected": Text(
        "请核对名称和代码后重新登记。", "Compare name and code, and register it again."
    ),
    "organization_next_suspended": Text(
        "暂停期间不能代表它办事，请联系运营人员。",
        "You cannot act for it for the time being; ask the operators.",
    ),
    "organization_next_closed": Text("它已不在平台上。", "It is no longer on the platform."),
    "reason": Text("原因", "Reason"),
    "display_intro": Text(
        "只在这个浏览器中有效，不需要登录。", "Holds in this browser; no account is needed."
    ),
    "look_theme": Text("颜色", "Colours"),
    "look_size": Text("字号", "Text size"),
    "look_contrast": Text("对比度", "Contrast"),
    "look_theme_auto": Text("跟随系统", "As the system"),
    "look_theme_light": Text("浅色", "Light"),
    "look_theme_dark": Text("深色", "Dark"),
    "look_size_normal": Text("标准", "Normal"),
    "look_size_large": Text("大字", "Large"),
    "look_contrast_usual": Text("标准", "Usual"),
    "look_contrast_strong": Text("高对比度", "Strong"),
    "save": Text("保存", "Save"),
    "away_now": Text("暂时无法办理", "Not possible at the moment"),
    "away_kept": Text(
        "您填写的内容仍在下面，请稍后再试。", "What you typed is still below; try again later."
    ),
    "not_done": Text("未能办理", "This was not done"),
    "to_start": Text("回到首页", "To the start page"),
    "to_my_needs": Text("回到我的需求", "To my needs"),
}
