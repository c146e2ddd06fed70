package org.allmende.cases.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.allmende.platform.outbound.Addresses;
import org.allmende.platform.outbound.Addresses.Problem;
import org.allmende.platform.outbound.Lines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

    private final Addresses strict = new Addresses(false, false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/x",
                "https://[::1]/x",
                "https://[::ffff:10.0.0.1]/x",
                "https://[::127.0.0.1]/x",
                "https://[64:ff9b::7f00:1]/x",
                "https://[fd00::1]/x",
                "https://[fe80::1]/x",
                "https://10.1.2.3/x",
                "https://172.16.0.1/x",
                "https://192.168.0.1/x",
                "https://169.254.169.254/latest/meta-data",
                "https://100.64.0.1/x",
                "https://0.0.0.0/x",
                "https://224.0.0.1/x",
                "https://255.255.255.255/x",
                "https://localhost/x",
                "https://2130706433/x"
            })
    void ownNetworksAreClosed(String address) {
        assertThat(strict.problem(address)).contains(Problem.CLOSED);
        assertThatThrownBy(() -> new Post(new Lines(strict)).send(URI.create(address), Map.of(), new byte[0]))
                .as("and again when the line is made")
                .isInstanceOf(Addresses.Refused.class);
        assertThat(new Addresses(false, true).problem(address)).isEmpty();
    }

    @Test
    void theOpenInternetIsOpen() {
        assertThat(strict.problem("https://1.1.1.1/eingang")).isEmpty();
        assertThat(strict.problem("https://[2606:4700::1111]:8443/eingang?x=1")).isEmpty();
        assertThat(strict.problem("http://1.1.1.1/eingang")).contains(Problem.NOT_HTTPS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "ftp://1.1.1.1/",
                "https:///x",
                "https://a b/",
                "https://user:password@1.1.1.1/",
                "https://1.1.1.1/#x",
                "https://1.1.1.1/ä",
                "https://1.1.1.1/\r\nX: y"
            })
    void whatIsNoAddressIsRefused(String typed) {
        assertThat(strict.problem(typed)).contains(Problem.NONE_SUCH);
    }
}
