"""Masters of sound and film to access copies.

::

    kinds      what a file is, from its first bytes: which reader opens it
    reading    its streams, duration and size, within bounds; why it cannot be taken
    copying    the access copy: small enough for the web, played by every browser
    poster     a still of a film, as an image
    child      all of it for one master, in a child process of the images' pool

Owns what is heard and what moves. Refuses to know records, pages' places in them, or who may hear
what.
"""
