"""Access: what the law delays, what words on access say, and how both combine down the tree.

``law`` has the delays of the Code du patrimoine, ``forms`` (with ``patterns``) reads a text,
``online`` has the institution's own rules for what is shown on line, ``combining`` puts a record
together with its ancestors. A reader of access conditions starts from
:mod:`archivekit.description.opening`.
"""
