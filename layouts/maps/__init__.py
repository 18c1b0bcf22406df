"""Maps: what they show (``paint``), how they are laid out (``map``), what is said beside them (``words``).

For a whole panel with its controls (Explore)::

    from layouts.maps import map as maps
    maps.map_panel(PANEL, "Where", configured, height=556)            # in layout()
    map_outputs(PANEL) from callbacks.maps                            # Output list, in the order of MapParts
    maps.map_parts(paint(released, ...), released, ...).outputs()     # in drawn()

and ``callbacks.maps.register(app, PANEL)`` once, which hands the paint to ``assets/map.js``.

Geometry is fetched by the browser, once for each snapshot and kind, from ``/shapes/<snapshot>/<kind>.json``;
a new answer sends only an area's class and number, and changed areas are restyled in place.
A click on an area toggles it in the address.
"""
