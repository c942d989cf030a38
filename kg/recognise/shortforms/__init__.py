"""Short forms within a document: 高新区 after 苏州高新区, 市政府 after 广州市政府, (以下简称…), 安天 for a firm, 《意见》 for a title."""
