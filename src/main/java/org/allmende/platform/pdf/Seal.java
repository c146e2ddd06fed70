package org.allmende.platform.pdf;

import eu.europa.esig.dss.enumerations.CertificationPermission;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.token.DSSPrivateKeyEntry;
import eu.europa.esig.dss.token.Pkcs12SignatureToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore.PasswordProtection;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.TimeZone;

/**
 * Sets the office's electronic seal on a file: PAdES baseline B (EN 319 142-1), certified so that nothing may be changed afterwards.
 *
 * <p>The key lies in a PKCS#12 file. May be used by many threads at once.
 */
public final class Seal {

    private final Pkcs12SignatureToken token;
    private final DSSPrivateKeyEntry key;
    private final PAdESService service = new PAdESService(new CommonCertificateVerifier(true));
    private final Clock clock;

    /** Throws {@link IllegalArgumentException} that says what to do when the file holds no usable key. */
    public Seal(Path keystore, char[] password, Clock clock) {
        this.clock = clock;
        try {
            token = new Pkcs12SignatureToken(Files.readAllBytes(keystore), new PasswordProtection(password));
            key = token.getKeys().stream()
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("There is no key in " + keystore));
            certificate().checkValidity(Date.from(clock.instant()));
        } catch (IOException e) {
            throw new IllegalArgumentException("The seal's key file cannot be read: " + keystore, e);
        } catch (DSSException e) {
            throw new IllegalArgumentException(
                    "The seal's key file cannot be opened, the password may be wrong: " + keystore, e);
        } catch (CertificateExpiredException | CertificateNotYetValidException e) {
            throw new IllegalArgumentException(
                    "The seal's certificate in %s is not valid now: %s".formatted(keystore, e.getMessage()), e);
        }
    }

    /** Whose seal it is; belongs into the list that {@link SealCheck} trusts, and stays there when the key is replaced. */
    public X509Certificate certificate() {
        return key.getCertificate().getCertificate();
    }

    /** The same file with an invisible seal appended; its first bytes are not changed. */
    public byte[] seal(byte[] pdf, SealReason reason) {
        PAdESSignatureParameters parameters = parameters(reason);
        DSSDocument document = new InMemoryDocument(pdf);
        ToBeSigned toBeSigned = service.getDataToSign(document, parameters);
        SignatureValue value = token.sign(toBeSigned, parameters.getDigestAlgorithm(), key);
        DSSDocument signed = service.signDocument(document, parameters, value);
        try (ByteArrayOutputStream out = new ByteArrayOutputStream(pdf.length + 64 * 1024)) {
            signed.writeTo(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PAdESSignatureParameters parameters(SealReason reason) {
        PAdESSignatureParameters parameters = new PAdESSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_B);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setSigningCertificate(key.getCertificate());
        parameters.setCertificateChain(key.getCertificateChain());
        parameters.bLevel().setSigningDate(Date.from(clock.instant()));
        parameters.setSigningTimeZone(TimeZone.getTimeZone("UTC"));
        parameters.setPermission(CertificationPermission.NO_CHANGE_PERMITTED);
        parameters.setReason(reason.reason());
        parameters.setLocation(reason.office());
        parameters.setAppName(PdfRenderer.MAKER);
        return parameters;
    }
}
