package org.allmende.platform.pdf;

import static org.allmende.platform.pdf.Xhtml.escape;

import java.time.temporal.ChronoUnit;

/** The description that travels in a file (XMP, ISO 16684-1): that it is PDF/A-3a and PDF/UA-1, what it is called, who wrote it and when. */
final class Xmp {

    private Xmp() {}

    static String of(Description of) {
        String time = of.now().truncatedTo(ChronoUnit.SECONDS).toString();
        return """
                <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
                <x:xmpmeta xmlns:x="adobe:ns:meta/">
                 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                  <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
                    xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/"
                    xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
                   <pdfaid:part>3</pdfaid:part>
                   <pdfaid:conformance>A</pdfaid:conformance>
                   <pdfuaid:part>1</pdfuaid:part>
                   <dc:format>application/pdf</dc:format>
                   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">%1$s</rdf:li></rdf:Alt></dc:title>
                   <dc:creator><rdf:Seq><rdf:li>%2$s</rdf:li></rdf:Seq></dc:creator>
                   <dc:language><rdf:Bag><rdf:li>%3$s</rdf:li></rdf:Bag></dc:language>
                   <xmp:CreatorTool>%4$s</xmp:CreatorTool>
                   <xmp:CreateDate>%5$s</xmp:CreateDate>
                   <xmp:ModifyDate>%5$s</xmp:ModifyDate>
                   <xmp:MetadataDate>%5$s</xmp:MetadataDate>
                   <pdf:Producer>%4$s</pdf:Producer>
                  </rdf:Description>
                  <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
                    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
                   <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
                     <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
                     <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
                     <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
                     <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
                       <pdfaProperty:name>part</pdfaProperty:name>
                       <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
                       <pdfaProperty:category>internal</pdfaProperty:category>
                       <pdfaProperty:description>Which part of ISO 14289 the file follows</pdfaProperty:description>
                     </rdf:li></rdf:Seq></pdfaSchema:property>
                   </rdf:li></rdf:Bag></pdfaExtension:schemas>
                  </rdf:Description>
                 </rdf:RDF>
                </x:xmpmeta>
                <?xpacket end="w"?>
                """.formatted(escape(of.title()), escape(of.author()), of.language(), PdfRenderer.MAKER, time);
    }
}
