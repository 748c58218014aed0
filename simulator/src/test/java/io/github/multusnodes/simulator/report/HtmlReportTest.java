package io.github.multusnodes.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

class HtmlReportTest {

    private final String page = HtmlReport.render(Reports.run(List.of()));

    @Test
    void the_page_refers_to_nothing_outside_itself() {
        assertThat(page).doesNotContainPattern("(?i)(https?:|src=|href=|url\\(|@import)");
    }

    @Test
    void every_address_of_a_subnet_has_a_cell() throws Exception {
        Document map = svg("map");

        assertThat(map.getElementsByTagName("rect").getLength()).isEqualTo(256);
        assertThat(map.getElementsByTagName("rect").item(9).getTextContent())
                .isEqualTo("10.0.16.9  node 1");
    }

    @Test
    void every_state_and_every_step_has_a_span_in_the_timeline() throws Exception {
        assertThat(svg("timeline").getElementsByTagName("rect").getLength()).isEqualTo(2 * (4 + 3));
    }

    @Test
    void every_style_that_is_used_is_defined() {
        assertThat(Pattern.compile("<(?:rect|i) class=\"([a-z0-9]+)\"").matcher(page).results())
                .isNotEmpty()
                .allSatisfy(used -> assertThat(page).contains("." + used.group(1) + " { fill: "));
    }

    @Test
    void text_is_never_markup() {
        assertThat(page).contains("node &lt;2&gt;").doesNotContain("node <2>");
    }

    @Test
    void problems_are_listed_in_place_of_the_verdict() {
        assertThat(HtmlReport.render(Reports.run(List.of("eni-1 has no tag Name"))))
                .contains("<li>eni-1 has no tag Name</li>")
                .doesNotContain("verdict good\"");
    }

    private Document svg(String style)
            throws ParserConfigurationException, IOException, SAXException {
        int start = page.indexOf("<svg class=\"" + style + "\"");
        String svg = page.substring(start, page.indexOf("</svg>", start) + "</svg>".length());
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
}
