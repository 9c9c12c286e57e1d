"""The IPTC Photo Metadata Standard: where each property stands in a picture's file.

Made by packaging/iptc_map.py out of the technical reference 2024.1 of the IPTC, published 2024-12-11;
not edited by hand. Keys are those of Exiv2.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Property(NamedTuple):
    """Where a property stands: XMP key, IIM dataset and its bytes, EXIF key.

    ``kind`` is ``text``, ``alt`` (a text in several languages), ``date``, ``number`` or ``struct``; a
    property that is ``many`` is a list. ``iim`` is empty, and ``limit`` 0, where IIM has no place for it.
    """

    xmp: str
    kind: str
    many: bool = False
    iim: str = ""
    limit: int = 0
    exif: str = ""


STANDARD: Mapping[str, Property] = {
    "aboutCvTerms": Property("Xmp.iptcExt.AboutCvTerm", "struct", many=True),
    "additionalModelInfo": Property("Xmp.iptcExt.AddlModelInfo", "text"),
    "altTextAccessibility": Property("Xmp.iptc.AltTextAccessibility", "alt"),
    "artworkOrObjects": Property("Xmp.iptcExt.ArtworkOrObject", "struct", many=True),
    "captionWriter": Property("Xmp.photoshop.CaptionWriter", "text", iim="2:122", limit=32),
    "cityName": Property("Xmp.photoshop.City", "text", iim="2:90", limit=32),
    "contributors": Property("Xmp.iptcExt.Contributor", "struct", many=True),
    "copyrightNotice": Property("Xmp.dc.rights", "alt", iim="2:116", limit=128, exif="Exif.Image.Copyright"),
    "copyrightOwners": Property("Xmp.plus.CopyrightOwner", "struct", many=True),
    "countryCode": Property("Xmp.iptc.CountryCode", "text", iim="2:100", limit=3),
    "countryName": Property("Xmp.photoshop.Country", "text", iim="2:101", limit=64),
    "creatorContactInfo": Property("Xmp.iptc.CreatorContactInfo", "struct"),
    "creatorNames": Property(
        "Xmp.dc.creator", "text", many=True, iim="2:80", limit=32, exif="Exif.Image.Artist"
    ),
    "creditLine": Property("Xmp.photoshop.Credit", "text", iim="2:110", limit=32),
    "dataMining": Property("Xmp.plus.DataMining", "text"),
    "dateCreated": Property(
        "Xmp.photoshop.DateCreated", "date", iim="2:55", limit=0, exif="Exif.Photo.DateTimeOriginal"
    ),
    "description": Property(
        "Xmp.dc.description", "alt", iim="2:120", limit=2000, exif="Exif.Image.ImageDescription"
    ),
    "digitalImageGuid": Property("Xmp.iptcExt.DigImageGUID", "text", exif="Exif.Photo.ImageUniqueID"),
    "digitalSourceType": Property("Xmp.iptcExt.DigitalSourceType", "text"),
    "embdEncRightsExprs": Property("Xmp.iptcExt.EmbdEncRightsExpr", "struct", many=True),
    "eventId": Property("Xmp.iptcExt.EventId", "text", many=True),
    "eventName": Property("Xmp.iptcExt.Event", "alt"),
    "extDescrAccessibility": Property("Xmp.iptc.ExtDescrAccessibility", "alt"),
    "genres": Property("Xmp.iptcExt.Genre", "struct", many=True),
    "headline": Property("Xmp.photoshop.Headline", "text", iim="2:105", limit=256),
    "imageCreators": Property("Xmp.plus.ImageCreator", "struct", many=True),
    "imageRating": Property("Xmp.xmp.Rating", "number"),
    "imageRegion": Property("Xmp.iptcExt.ImageRegion", "struct", many=True),
    "imageSupplierImageId": Property("Xmp.plus.ImageSupplierImageID", "text"),
    "instructions": Property("Xmp.photoshop.Instructions", "text", iim="2:40", limit=256),
    "intellectualGenre": Property("Xmp.iptc.IntellectualGenre", "text", iim="2:4", limit=64),
    "jobid": Property("Xmp.photoshop.TransmissionReference", "text", iim="2:103", limit=32),
    "jobtitle": Property("Xmp.photoshop.AuthorsPosition", "text", iim="2:85", limit=32),
    "keywords": Property("Xmp.dc.subject", "text", many=True, iim="2:25", limit=64),
    "licensors": Property("Xmp.plus.Licensor", "struct", many=True),
    "linkedEncRightsExprs": Property("Xmp.iptcExt.LinkedEncRightsExpr", "struct", many=True),
    "locationCreated": Property("Xmp.iptcExt.LocationCreated", "struct", many=True),
    "locationsShown": Property("Xmp.iptcExt.LocationShown", "struct", many=True),
    "maxAvailHeight": Property("Xmp.iptcExt.MaxAvailHeight", "number"),
    "maxAvailWidth": Property("Xmp.iptcExt.MaxAvailWidth", "number"),
    "minorModelAgeDisclosure": Property("Xmp.plus.MinorModelAgeDisclosure", "text"),
    "modelAges": Property("Xmp.iptcExt.ModelAge", "number", many=True),
    "modelReleaseDocuments": Property("Xmp.plus.ModelReleaseID", "text", many=True),
    "modelReleaseStatus": Property("Xmp.plus.ModelReleaseStatus", "text"),
    "organisationInImageCodes": Property("Xmp.iptcExt.OrganisationInImageCode", "text", many=True),
    "organisationInImageNames": Property("Xmp.iptcExt.OrganisationInImageName", "text", many=True),
    "otherConstraints": Property("Xmp.plus.OtherConstraints", "alt"),
    "personInImageNames": Property("Xmp.iptcExt.PersonInImage", "text", many=True),
    "personsShown": Property("Xmp.iptcExt.PersonInImageWDetails", "struct", many=True),
    "productsShown": Property("Xmp.iptcExt.ProductInImage", "struct", many=True),
    "propertyReleaseDocuments": Property("Xmp.plus.PropertyReleaseID", "text", many=True),
    "propertyReleaseStatus": Property("Xmp.plus.PropertyReleaseStatus", "text"),
    "provinceState": Property("Xmp.photoshop.State", "text", iim="2:95", limit=32),
    "registryEntries": Property("Xmp.iptcExt.RegistryId", "struct", many=True),
    "sceneCodes": Property("Xmp.iptc.Scene", "text", many=True),
    "source": Property("Xmp.photoshop.Source", "text", iim="2:115", limit=32),
    "subjectCodes": Property("Xmp.iptc.SubjectCode", "text", many=True, iim="2:12", limit=236),
    "sublocationName": Property("Xmp.iptc.Location", "text", iim="2:92", limit=32),
    "suppliers": Property("Xmp.plus.ImageSupplier", "struct", many=True),
    "title": Property("Xmp.dc.title", "alt", iim="2:5", limit=64),
    "usageTerms": Property("Xmp.xmpRights.UsageTerms", "alt"),
    "webstatementRights": Property("Xmp.xmpRights.WebStatement", "text"),
}
