"""The page in the middle: the article's fields and its body on one sheet of paper."""
