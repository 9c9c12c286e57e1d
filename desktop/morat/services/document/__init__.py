"""The body of an article as a QTextDocument, and back.

The Article is the truth; the document is a view of its blocks with their ids in the block
formats. Both directions are lossless: blocks that the document cannot show as text yet
(tables, boxes, galleries, embeds, unknown ones) are held whole and shown as a labelled frame.
"""
