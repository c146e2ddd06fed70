package org.allmende.platform.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/** Begins, changes and ends the sessions of staff, however they have shown who they are. */
@Component
public class LogIn {

    private final SecurityContextRepository contexts = new HttpSessionSecurityContextRepository();
    private final Accounts accounts;
    private final FindByIndexNameSessionRepository<? extends Session> sessions;

    LogIn(Accounts accounts, FindByIndexNameSessionRepository<? extends Session> sessions) {
        this.accounts = accounts;
        this.sessions = sessions;
    }

    /** A log-in of this account, working first for the tenant of its own post; refused when it is assigned to nothing. */
    static Authentication authentication(Account account, Accounts accounts) {
        var assignments = accounts.listAssignments(account.id());
        if (assignments.isEmpty() || !account.active()) {
            throw new BadCredentialsException("refused");
        }
        return authentication(account, assignments.getFirst().tenant());
    }

    private static Authentication authentication(Account account, String tenant) {
        return UsernamePasswordAuthenticationToken.authenticated(
                new Principal(account.id(), account.name(), tenant),
                null,
                List.copyOf(AuthorityUtils.createAuthorityList("STAFF")));
    }

    /** Logs somebody in, under a new session id; refused with {@code BadCredentialsException}. */
    public void begin(Account account, HttpServletRequest request, HttpServletResponse response) {
        save(authentication(account, accounts), request, response);
    }

    /** Goes on working for another of one's tenants; {@link Forbidden} where one has no assignment today. */
    public void moveTo(String tenant, Staff staff, HttpServletRequest request, HttpServletResponse response) {
        if (accounts.listAssignments(staff.account()).stream()
                .noneMatch(assignment -> assignment.tenant().equals(tenant))) {
            throw new Forbidden();
        }
        save(authentication(accounts.getAccount(staff.account()), tenant), request, response);
    }

    private void save(Authentication authentication, HttpServletRequest request, HttpServletResponse response) {
        if (request.getSession(false) != null) {
            request.changeSessionId();
        }
        var context = new SecurityContextImpl(authentication);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }

    /** Ends all sessions of the account but {@code kept}, which may be empty. */
    public void endSessions(UUID account, String kept) {
        sessions.findByPrincipalName(account.toString()).keySet().stream()
                .filter(session -> !session.equals(kept))
                .forEach(sessions::deleteById);
    }

    public int countSessions(UUID account) {
        return sessions.findByPrincipalName(account.toString()).size();
    }
}
