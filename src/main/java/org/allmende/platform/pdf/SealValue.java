package org.allmende.platform.pdf;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.ContentVerifier;
import org.bouncycastle.operator.OperatorCreationException;

/** The signature in a file, a CMS with one signer (RFC 5652), of which nothing is believed. */
final class SealValue {

    private static final Map<ASN1ObjectIdentifier, String> DIGESTS = Map.of(
            NISTObjectIdentifiers.id_sha256, "SHA-256",
            NISTObjectIdentifiers.id_sha384, "SHA-384",
            NISTObjectIdentifiers.id_sha512, "SHA-512");

    private final CMSSignedData cms;
    private final SignerInformation signer;

    private SealValue(CMSSignedData cms, SignerInformation signer) {
        this.cms = cms;
        this.signer = signer;
    }

    /** Nothing when it is not a signature of exactly one signer, or something else than zeros stands behind it. */
    static Optional<SealValue> read(byte[] value) {
        try (ASN1InputStream in = new ASN1InputStream(value)) {
            CMSSignedData cms = new CMSSignedData(ContentInfo.getInstance(in.readObject()));
            for (byte padding : in.readAllBytes()) {
                if (padding != 0) {
                    return Optional.empty();
                }
            }
            Collection<SignerInformation> signers = cms.getSignerInfos().getSigners();
            return signers.size() == 1
                    ? Optional.of(new SealValue(cms, signers.iterator().next()))
                    : Optional.empty();
        } catch (IOException | CMSException | RuntimeException | StackOverflowError e) { // any byte may stand there
            return Optional.empty();
        }
    }

    /** Whether the signer names this certificate; that alone proves nothing. */
    boolean names(X509Certificate certificate) {
        try {
            return signer.getSID().match(new JcaX509CertificateHolder(certificate));
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("One of our own certificates cannot be encoded", e);
        }
    }

    /** Whether the key of this certificate has signed, no matter what. */
    boolean isSignedBy(X509Certificate certificate) {
        try {
            byte[] attributes = signer.getEncodedSignedAttributes();
            if (attributes == null
                    || !DIGESTS.containsKey(signer.getDigestAlgorithmID().getAlgorithm())) {
                return false;
            }
            ContentVerifier verifier = new JcaSimpleSignerInfoVerifierBuilder()
                    .build(certificate)
                    .getContentVerifier(
                            signer.toASN1Structure().getDigestEncryptionAlgorithm(), signer.getDigestAlgorithmID());
            try (OutputStream out = verifier.getOutputStream()) {
                out.write(attributes);
            }
            return verifier.verify(signer.getSignature());
        } catch (IOException | OperatorCreationException | RuntimeException e) { // the algorithms are the file's choice
            return false;
        }
    }

    /** Whether what was signed is this part of the file as it is now. */
    boolean isOver(SealedPart part) {
        try {
            MessageDigest digest = MessageDigest.getInstance(
                    DIGESTS.getOrDefault(signer.getDigestAlgorithmID().getAlgorithm(), "SHA-256"));
            AttributeTable attributes = signer.getSignedAttributes();
            Attribute attribute = attributes == null ? null : attributes.get(CMSAttributes.messageDigest);
            return attribute != null
                    && attribute.getAttrValues().size() == 1
                    && attribute.getAttrValues().getObjectAt(0) instanceof ASN1OctetString said
                    && MessageDigest.isEqual(said.getOctets(), part.digest(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The name in the certificate that came along; anybody can write any name into one. */
    String claimedHolder() {
        try {
            return cms.getCertificates().getMatches(null).stream()
                    .filter(holder -> signer.getSID().match(holder))
                    .map(X509CertificateHolder::getSubject)
                    .findFirst()
                    .map(Holder::of)
                    .orElse("");
        } catch (RuntimeException e) { // any byte may stand there
            return "";
        }
    }
}
