package org.allmende.platform.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import org.allmende.platform.config.Configuration;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Hands letters to the mail server, if one is configured. */
final class Smtp {

    /** What became of an attempt. */
    enum Outcome {
        SENT,
        /** The server will never take a letter to this recipient. */
        REFUSED,
        /** The server asks to come back with this letter. */
        LATER,
        /** The server cannot be reached, or takes nothing from us. */
        DOWN
    }

    record Attempt(Outcome outcome, @Nullable String failure) {}

    private final JavaMailSenderImpl server = new JavaMailSenderImpl();
    private final boolean configured;
    private final String sender;

    Smtp(Configuration.Mail mail) {
        this.configured = mail.configured();
        this.sender = mail.sender();
        server.setHost(mail.host());
        server.setPort(mail.port());
        server.setDefaultEncoding("UTF-8");
        Properties properties = server.getJavaMailProperties();
        if (!mail.user().isBlank()) {
            server.setUsername(mail.user());
            server.setPassword(mail.password());
            properties.setProperty("mail.smtp.auth", "true");
        }
        properties.setProperty("mail.smtp.starttls.enable", String.valueOf(mail.startTls()));
        properties.setProperty("mail.smtp.starttls.required", String.valueOf(mail.startTls()));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.connectiontimeout", "10000");
        properties.setProperty("mail.smtp.timeout", "20000");
        properties.setProperty("mail.smtp.writetimeout", "20000");
    }

    boolean configured() {
        return configured;
    }

    Attempt send(Letter letter) {
        try {
            server.send(mime(letter));
            return new Attempt(Outcome.SENT, null);
        } catch (MailException failed) {
            return judge(failed);
        } catch (MessagingException unwritable) {
            return new Attempt(Outcome.REFUSED, unwritable.getClass().getSimpleName());
        }
    }

    /** The id of the letter is in its Message-ID, so that one sent twice after a crash is known as one; unsubscribing is RFC 8058. */
    private MimeMessage mime(Letter letter) throws MessagingException {
        var from = new InternetAddress(sender, true);
        var mime = new MimeMessage((Session) null);
        mime.setFrom(from);
        mime.setRecipient(MimeMessage.RecipientType.TO, new InternetAddress(letter.recipient(), true));
        mime.setSubject(letter.subject(), "UTF-8");
        mime.setText(Objects.requireNonNull(letter.text()), "UTF-8");
        mime.setHeader("Auto-Submitted", "auto-generated");
        if (letter.unsubscribe() != null) {
            mime.setHeader("List-Unsubscribe", "<" + letter.unsubscribe() + ">");
            mime.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        mime.setHeader("Message-ID", messageId(letter.id(), from.getAddress()));
        return mime;
    }

    private static String messageId(UUID id, String sender) {
        return "<" + id + sender.substring(sender.indexOf('@')) + ">";
    }

    /** Only the code or the kind of failure is kept: a server's sentence may repeat the address. */
    private static Attempt judge(MailException failed) {
        Deque<@Nullable Throwable> chain = new ArrayDeque<>();
        Throwable deepest = failed;
        chain.add(failed);
        while (!chain.isEmpty()) {
            Throwable each = chain.remove();
            if (each instanceof SMTPAddressFailedException address) {
                int code = address.getReturnCode();
                return new Attempt(code >= 500 ? Outcome.REFUSED : Outcome.LATER, String.valueOf(code));
            }
            if (each instanceof MailSendException sending) {
                for (Exception cause : sending.getMessageExceptions()) {
                    chain.add(cause);
                }
            }
            if (each instanceof MessagingException messaging && messaging.getNextException() != null) {
                chain.add(messaging.getNextException());
            } else if (each.getCause() != null) {
                chain.add(each.getCause());
            }
            deepest = each;
        }
        return new Attempt(Outcome.DOWN, deepest.getClass().getSimpleName());
    }
}
