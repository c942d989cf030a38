"""The legal forms that a firm's full name ends in."""

import re

FORMS = ("有限责任公司", "股份有限公司", "集团有限公司", "有限公司", "股份公司")
# All that may stand behind a firm's line of business, its seat in brackets before it.
CLOSING = re.compile(r"(?:\([^()]{1,8}\))?(?:集团|股份|控股|有限|责任|公司|总公司|实业)+$")
# A firm's name goes on so that is whole without it: 甲乙重工|股份有限公司, 甲乙重工|科技发展有限公司, 甲乙重工|公司, 甲乙造船|厂.
SAME_FIRM = re.compile(
    r"(?:(?:科技|技术|发展|实业|控股|制造|新能源|新材料)+(?:集团)?(?=股份|有限))?(?:集团|股份|有限)|(?:\(集团\))?(?:有限|责任|总)*公司$|厂$"
)
