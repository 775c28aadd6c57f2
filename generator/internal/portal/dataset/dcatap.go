package dataset

import (
	"slices"
	"strconv"

	"minhbach/generator/internal/record"
	"minhbach/generator/internal/viet"
)

// The vocabularies of the catalog.
var dcatPrefixes = []prefix{
	{"adms", "http://www.w3.org/ns/adms#"}, {"dcat", "http://www.w3.org/ns/dcat#"}, {"dcatap", "http://data.europa.eu/r5r/"},
	{"dct", "http://purl.org/dc/terms/"}, {"foaf", "http://xmlns.com/foaf/0.1/"}, {"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
	{"skos", "http://www.w3.org/2004/02/skos/core#"}, {"spdx", "http://spdx.org/rdf/terms#"},
	{"vcard", "http://www.w3.org/2006/vcard/ns#"}, {"xsd", "http://www.w3.org/2001/XMLSchema#"},
}

const (
	euAuthority = "http://publications.europa.eu/resource/authority/"
	iana        = "https://www.iana.org/assignments/media-types/"
)

// euFileType are the names of formats in the EU list of file types.
var euFileType = map[string]string{
	"csv": "CSV", "csv-excel": "CSV", "json": "JSON", "jsonl": "JSON", "json-stat": "JSON", "xlsx": "XLSX", "parquet": "PARQUET",
}

// dcatAP is the catalog as DCAT-AP 3.0.1. Everything that it refers to and that
// the profile wants typed is described in it.
func (c *Catalog) dcatAP() *graph {
	g := &graph{prefixes: dcatPrefixes}
	at := c.url("catalog.jsonld")
	catalog := g.node(at, "dcat:Catalog").
		text("dct:title", c.site.Title).text("dct:description", c.site.Description).
		add("dct:publisher", iri(at+"#publisher")).add("dct:license", iri(c.site.Licence.URL)).
		add("foaf:homepage", iri(c.url("du-lieu/"))).add("dct:modified", typed(c.site.DataAsOf, "xsd:date")).
		add("dct:language", languages...).add("dcat:themeTaxonomy", iri(euAuthority+"data-theme")).
		add("dcat:service", iri(at+"#api"))
	for _, d := range c.Datasets {
		catalog.add("dcat:dataset", iri(c.page(d)+"#dataset"))
	}
	for _, place := range c.places() {
		catalog.add("dct:spatial", iri(placeIRI(at, place)))
		g.node(placeIRI(at, place), "dct:Location").text("skos:prefLabel", place)
	}
	c.describe(g, at)
	for _, d := range c.Datasets {
		c.dcatDataset(g, at, d)
	}
	return g
}

// places are the areas that any dataset covers.
func (c *Catalog) places() []record.Text {
	var all []record.Text
	for _, d := range c.Datasets {
		for _, place := range d.Spatial {
			if !slices.Contains(all, place) {
				all = append(all, place)
			}
		}
	}
	return all
}

func placeIRI(at string, place record.Text) string { return at + "#place-" + viet.Slug(place.VI) }

const openAPIVersion = "https://spec.openapis.org/oas/v3.1.0"

var languages = []term{iri(euAuthority + "language/VIE"), iri(euAuthority + "language/ENG")}

// describe adds what several parts of the catalog refer to.
func (c *Catalog) describe(g *graph, at string) {
	publisher := g.node(at+"#publisher", "foaf:Agent", "foaf:Organization").text("foaf:name", c.site.Publisher.Name).
		add("foaf:mbox", iri("mailto:"+c.site.Publisher.Email))
	if home := c.site.Publisher.URL; home != "" {
		publisher.add("foaf:homepage", iri(home))
		g.node(home, "foaf:Document")
	}
	g.node(at+"#contact", "vcard:Kind", "vcard:Organization").text("vcard:fn", c.site.Publisher.Name).
		add("vcard:hasEmail", iri("mailto:"+c.site.Publisher.Email))
	g.node(c.site.Licence.URL, "dct:LicenseDocument").text("dct:title", c.site.Licence.Name).
		add("dct:type", iri("http://purl.org/adms/licencetype/Attribution"))
	g.node("http://purl.org/adms/licencetype/Attribution", "skos:Concept").
		text("skos:prefLabel", record.Text{VI: "Ghi công", EN: "Attribution"}).
		add("skos:inScheme", iri("http://purl.org/adms/licencetype/1.0"))
	g.node(c.url("du-lieu/"), "foaf:Document")
	g.node(euAuthority+"data-theme", "skos:ConceptScheme").text("dct:title", record.Text{VI: "Chủ đề dữ liệu", EN: "Data theme"})
	for _, concept := range []struct {
		list, code, class string
		label             record.Text
	}{
		{"data-theme", "SOCI", "skos:Concept", record.Text{VI: "Dân số và xã hội", EN: "Population and society"}},
		{"frequency", frequencies[c.site.UpdateEvery].eu, "dct:Frequency", frequencies[c.site.UpdateEvery].Label},
		{"access-right", "PUBLIC", "dct:RightsStatement", record.Text{VI: "công khai", EN: "public"}},
		{"language", "VIE", "dct:LinguisticSystem", record.Text{VI: "tiếng Việt", EN: "Vietnamese"}},
		{"language", "ENG", "dct:LinguisticSystem", record.Text{VI: "tiếng Anh", EN: "English"}},
		{"planned-availability", "STABLE", "skos:Concept", record.Text{VI: "lâu dài", EN: "stable"}},
	} {
		types := []string{concept.class}
		if concept.class != "skos:Concept" {
			types = append(types, "skos:Concept")
		}
		g.node(euAuthority+concept.list+"/"+concept.code, types...).text("skos:prefLabel", concept.label).
			add("skos:inScheme", iri(euAuthority+concept.list))
	}
	g.node("http://spdx.org/rdf/terms#checksumAlgorithm_sha256", "spdx:ChecksumAlgorithm")
	seen := map[string]bool{}
	once := func(iri string, types ...string) *node {
		if seen[iri] {
			return &node{} // described already
		}
		seen[iri] = true
		return g.node(iri, types...)
	}
	for _, d := range c.Datasets {
		for _, f := range c.distributions[d.ID] {
			once(iana+f.MediaType, "dct:MediaType", "dct:MediaTypeOrExtent")
			once(euAuthority+"file-type/"+euFileType[f.ID], "dct:MediaTypeOrExtent", "skos:Concept").
				add("skos:prefLabel", term{text: euFileType[f.ID], lang: "en"}).add("skos:inScheme", iri(euAuthority+"file-type"))
		}
	}
	g.node(c.url(apiRoot), "rdfs:Resource")
	g.node(c.url(apiRoot+"openapi.json"), "rdfs:Resource")
	g.node(openAPIVersion, "dct:Standard").text("dct:title", record.Text{VI: "OpenAPI 3.1.0", EN: "OpenAPI 3.1.0"})
	service := g.node(at+"#api", "dcat:DataService").
		text("dct:title", record.Text{VI: "API tĩnh dạng JSON", EN: "Static JSON API"}).
		add("dcat:endpointURL", iri(c.url(apiRoot))).add("dcat:endpointDescription", iri(c.url(apiRoot+"openapi.json"))).
		add("dct:conformsTo", iri(openAPIVersion)).
		add("dct:license", iri(c.site.Licence.URL)).add("dcat:contactPoint", iri(at+"#contact")).
		add("dct:publisher", iri(at+"#publisher")).add("dcat:theme", iri(euAuthority+"data-theme/SOCI")).
		text("dcat:keyword", record.Text{VI: "giảm nghèo", EN: "poverty reduction"})
	for _, d := range c.Datasets {
		if d.Kind != "" {
			service.add("dcat:servesDataset", iri(c.page(d)+"#dataset"))
		}
	}
}

func (c *Catalog) dcatDataset(g *graph, at string, d *Dataset) {
	page := c.page(d)
	n := g.node(page+"#dataset", "dcat:Dataset").
		text("dct:title", d.Title).text("dct:description", d.Description).text("dcat:keyword", d.Keywords...).
		add("dct:identifier", typed(page, "xsd:anyURI")).add("dcat:landingPage", iri(page)).
		add("dct:publisher", iri(at+"#publisher")).add("dcat:contactPoint", iri(at+"#contact")).
		add("dcat:theme", iri(euAuthority+"data-theme/SOCI")).add("dct:accrualPeriodicity", iri(euAuthority+"frequency/"+d.Frequency.eu)).
		add("dct:accessRights", iri(euAuthority+"access-right/PUBLIC")).add("dct:language", languages...).
		add("dct:modified", typed(d.AsOf, "xsd:date")).add("dcat:version", term{text: d.Version})
	g.node(page, "foaf:Document")
	if t := d.Temporal; t != nil {
		n.add("dct:temporal", iri(page+"#time"))
		g.node(page+"#time", "dct:PeriodOfTime").
			add("dcat:startDate", typed(t.From, "xsd:date")).add("dcat:endDate", typed(t.To, "xsd:date"))
	}
	for _, place := range d.Spatial {
		n.add("dct:spatial", iri(placeIRI(at, place)))
	}
	for _, f := range c.distributions[d.ID] {
		at := page + "#" + f.ID
		n.add("dcat:distribution", iri(at))
		g.node(at, "dcat:Distribution").
			text("dct:title", f.Title).text("dct:description", f.Note).
			add("dcat:accessURL", iri(c.url(f.Path))).add("dcat:downloadURL", iri(c.url(f.Path))).
			add("dct:format", iri(euAuthority+"file-type/"+euFileType[f.ID])).add("dcat:mediaType", iri(iana+f.MediaType)).
			add("dcat:byteSize", typed(strconv.FormatInt(f.Bytes, 10), "xsd:nonNegativeInteger")).
			add("spdx:checksum", iri(at+"-checksum")).add("dct:license", iri(d.Licence.URL)).
			add("dcatap:availability", iri(euAuthority+"planned-availability/STABLE")).
			add("dct:modified", typed(d.AsOf, "xsd:date")).add("dct:language", languages...)
		g.node(at+"-checksum", "spdx:Checksum").
			add("spdx:algorithm", iri("http://spdx.org/rdf/terms#checksumAlgorithm_sha256")).
			add("spdx:checksumValue", typed(f.SHA256, "xsd:hexBinary"))
	}
}
