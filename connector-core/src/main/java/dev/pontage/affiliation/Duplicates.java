package dev.pontage.affiliation;

import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.springframework.dao.DataIntegrityViolationException;

/** Hibernate's refusals are of one kind to Spring, whether a name is taken or a text does not fit. */
final class Duplicates {
    private Duplicates() {}

    /** Whether it is there already, rather than wrong. */
    static boolean isOne(DataIntegrityViolationException refused) {
        return refused.getCause() instanceof ConstraintViolationException it && it.getKind() == ConstraintKind.UNIQUE;
    }
}
