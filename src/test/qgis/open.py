"""Opens our interfaces as QGIS does for a planner: map (WMS), features (OGC API Features) and vector tiles. Prints one line for each.

open.py http://localhost:8080
"""

import os
import sys
import tempfile
import urllib.request

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
    QgsVectorTileLayer,
)

server = sys.argv[1]
application = QgsApplication([], False)
application.initQgis()
failed = False


def say(name, ok, what):
    global failed
    failed = failed or not ok
    print("%s %s: %s" % ("ok    " if ok else "FAILED", name, what), flush=True)


def drawn(layer, extent, crs):
    """How many pixels of a picture are not background."""
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(QgsCoordinateReferenceSystem(crs))
    settings.setBackgroundColor(QColor(255, 255, 255))
    settings.setOutputSize(QSize(400, 400))
    settings.setExtent(extent)
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    return sum(image.pixelColor(x, y) != QColor(255, 255, 255) for x in range(0, 400, 4) for y in range(0, 400, 4))


plans = QgsVectorLayer("url='%s/ogc' typename='plaene'" % server, "plans", "OAPIF")
number = len(list(plans.getFeatures())) if plans.isValid() else 0
say("OGC API Features", number > 0, "%d plans" % number)

first = next(plans.getFeatures()) if number else None
box = first.geometry().boundingBox() if first else None
for crs in ("EPSG:25832", "EPSG:4326", "EPSG:3857", "CRS:84"):
    source = "crs=%s&dpiMode=7&format=image/png&layers=alles&styles=&url=%s/wms" % (crs, server)
    layer = QgsRasterLayer(source, "map", "wms")
    shown = 0
    if layer.isValid() and box:
        there = QgsCoordinateReferenceSystem("OGC:CRS84" if crs == "CRS:84" else crs)
        move = QgsCoordinateTransform(plans.crs(), there, QgsProject.instance())
        shown = drawn(layer, move.transformBoundingBox(box), "OGC:CRS84" if crs == "CRS:84" else crs)
    say("WMS " + crs, shown > 100, "%d of 10000 points drawn" % shown)

older = "crs=EPSG:25832&format=image/png&layers=alles&styles=&url=%s/wms?VERSION%%3D1.1.1" % server
say("WMS 1.1.1", QgsRasterLayer(older, "map", "wms").isValid(), "opened")

tiles = QgsVectorTileLayer("type=xyz&url=%s/ogc/tiles/WebMercatorQuad/{z}/{y}/{x}&zmax=20&zmin=0" % server, "tiles")
shown = 0
if tiles.isValid() and box:
    move = QgsCoordinateTransform(plans.crs(), QgsCoordinateReferenceSystem("EPSG:3857"), QgsProject.instance())
    shown = drawn(tiles, move.transformBoundingBox(box), "EPSG:3857")
say("vector tiles", shown > 100, "%d of 10000 points drawn" % shown)

with tempfile.TemporaryDirectory() as folder:
    path, _ = urllib.request.urlretrieve("%s/ogc/collections/plaene/objekte.gpkg" % server, folder + "/plaene.gpkg")
    file = QgsVectorLayer(path + "|layername=plaene", "file", "ogr")
    here = list(file.getFeatures()) if file.isValid() else []
    say("GeoPackage", len(here) == number and file.crs().authid() == "EPSG:25832", "%d plans" % len(here))

sys.stdout.flush()
os._exit(1 if failed else 0)
