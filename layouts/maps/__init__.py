"""Maps: what they show (``paint``), how they are laid out (``map``), what is said beside them (``words``).

For a whole panel with its controls (Explore)::

    from layouts.maps import map as maps
    maps.map_panel(PANEL, "Where", configured, height=556)            # in layout()
    map_outputs(PANEL) from callbacks.maps                            # Output list, in the order of MapParts
    maps.map_parts(paint(released, ...), released, ...).outputs()     # in drawn()

For a map alone inside a frame of one's own (Overview, a ward's page)::

    maps.area_map(PANEL, configured, height=380, still=True, legend="upper-right", goes="/ward?ward=")   # in layout()
    Output(part(PANEL, "paint"), "data"), Output(part(PANEL, "legend"), "children")
    shown = paint(rated.released, rated=rated, measure="rate", areas=codes, chosen={"ward": ("E05013733",)})
    shown.sent(), legend(shown)                                       # what those two outputs take

and ``callbacks.maps.register(app, PANEL)`` once, which hands the paint to ``assets/map.js``.

Geometry is fetched by the browser, once for each snapshot and kind, from ``/shapes/<snapshot>/<kind>.json``;
a new answer sends only an area's class and number, and changed areas are restyled in place.
A click on an area toggles it in the address, or goes to ``goes`` + its code.
"""
