"""Names found by their last word (…高新区, …研究院, …公司) and grown leftwards, and what speaks against one."""
