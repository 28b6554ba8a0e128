package dev.parley.load.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);

    private final String page = HtmlReport.of(Results.of(50, 7).with(List.of(new Threshold("errors", 6, 7))));

    @Test
    void thePageHoldsEveryFigure() throws Exception {
        Matcher data = DATA.matcher(page);
        assertThat(data.find()).isTrue();
        JsonNode json = new JsonMapper().readTree(data.group(1));

        assertThat(json.path("signalsPerSecond").asDouble()).isEqualTo(617);
        assertThat(json.path("counts").path("delivered").asLong()).isEqualTo(1_234);
        assertThat(json.path("latencies").get(0).path("curve")).isNotEmpty();
        assertThat(json.path("nodes").get(0).path("samples")).hasSize(2);
        assertThat(json.path("errors").path("open: </script><b>").asLong()).isEqualTo(7);
        assertThat(json.path("thresholds").get(0).path("broken").isMissingNode())
                .isTrue();
        assertThat(json.path("thresholds").get(0).path("seen").asDouble()).isEqualTo(7);
    }

    @Test
    void thePageAsksNoNetworkForAnything() {
        assertThat(page).contains("default-src 'none'");
        String ours = page.replaceAll("(?s)<script>.*?</script>", "");
        assertThat(ours).doesNotContain(" src=", "<link", "@import", "url(", "<iframe", "<img");
        assertThat(page).doesNotContain("sourceMappingURL");
    }

    @Test
    void theChartLibraryAndThePagesOwnScriptAreWithin() {
        assertThat(page).contains("Chart.js v4").contains("Latency by percentile");
        assertThat(page).doesNotContain("/*charts*/", "/*page*/", "/*style*/", "/*data*/", "{{title}}");
    }

    @Test
    void textFromOutsideIsNoMarkup() {
        assertThat(page).contains("<h1>a &lt;title></h1>").doesNotContain("</script><b>");
    }
}
