"""Access: what the law delays, what words on access say, and how both combine down the tree.

``law`` has the delays of the Code du patrimoine; ``forms`` reads a text into what is ``said``, by
the words of ``patterns``, with ``parts`` for what is said of some documents only, ``by_the_law``
for a law without a delay, ``beside`` for what says nothing of when. ``online`` has the
institution's own rules for what is shown on line, ``combining`` puts a record together with its
ancestors. A reader of access conditions starts from :mod:`archivekit.description.opening`.
"""
