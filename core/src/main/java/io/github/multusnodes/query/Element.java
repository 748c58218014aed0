package io.github.multusnodes.query;

import io.github.multusnodes.retry.CloudFailure;
import io.github.multusnodes.retry.FailureKind;

import org.jspecify.annotations.Nullable;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A part of a service's answer. What is no XML, as when it was cut off, or lacks a member that AWS
 * never leaves out, or has an odd one, tells no more than none: that is a {@link CloudFailure} of
 * the kind {@link FailureKind#UNAVAILABLE}, for another try may be answered in full.
 */
public final class Element {

    private static final XMLInputFactory XML = factory();

    private final String action;
    private final String name;
    private final List<Element> children = new ArrayList<>(4);
    private String text = "";

    private Element(String action, String name) {
        this.action = action;
        this.name = name;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory its = XMLInputFactory.newDefaultFactory();
        its.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        its.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        its.setProperty(XMLInputFactory.IS_COALESCING, true);
        return its;
    }

    /** The whole answer to a call. */
    public static Element read(String action, String xml) {
        try {
            XMLStreamReader reader = XML.createXMLStreamReader(new StringReader(xml));
            Element document = new Element(action, "");
            Deque<Element> open = new ArrayDeque<>();
            open.push(document);
            while (reader.hasNext()) {
                step(reader, open);
            }
            return document.children.getFirst();
        } catch (XMLStreamException unreadable) {
            throw unreadable(action, "it is no XML: " + unreadable.getMessage(), unreadable);
        }
    }

    private static void step(XMLStreamReader reader, Deque<Element> open)
            throws XMLStreamException {
        switch (reader.next()) {
            case XMLStreamConstants.START_ELEMENT -> {
                Element parent = open.element();
                Element child = new Element(parent.action, reader.getLocalName());
                parent.children.add(child);
                open.push(child);
            }
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                    open.element().text += reader.getText();
            case XMLStreamConstants.END_ELEMENT -> open.pop();
            default -> {
                // Comments and the like say nothing.
            }
        }
    }

    /** The first child of this name. */
    public Optional<Element> find(String child) {
        for (Element each : children) {
            if (each.name.equals(child)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** The first child of this name, which must be there. */
    public Element child(String child) {
        return find(child).orElseThrow(() -> odd("no " + child, null));
    }

    /** What a list has; none if the list is missing. */
    public List<Element> items(String list) {
        return find(list).map(its -> its.children).orElse(List.of());
    }

    /** A child's text; empty if it is missing. */
    public String text(String child) {
        return find(child).map(its -> its.text).orElse("");
    }

    /** A child's text, which must be there. */
    public String required(String child) {
        String its = text(child);
        if (its.isEmpty()) {
            throw odd("no " + child, null);
        }
        return its;
    }

    /** A child's value, which must be there. */
    public <T> T required(String child, Function<String, T> parser) {
        return parsed(child, required(child), parser);
    }

    /** A child's value; empty if it is missing. */
    public <T> Optional<T> optional(String child, Function<String, T> parser) {
        String its = text(child);
        return its.isEmpty() ? Optional.empty() : Optional.of(parsed(child, its, parser));
    }

    /** Whether a child says so. */
    public boolean says(String child, boolean value) {
        return text(child).equals(Boolean.toString(value));
    }

    /** Where the next page begins; null after the last. */
    public @Nullable String nextToken(String child) {
        String its = text(child);
        return its.isEmpty() ? null : its;
    }

    private <T> T parsed(String child, String its, Function<String, T> parser) {
        try {
            return parser.apply(its);
        } catch (RuntimeException odd) {
            throw odd(child + " '" + its + "'", odd);
        }
    }

    private CloudFailure odd(String why, @Nullable Exception cause) {
        return unreadable(action, "it has " + why, cause);
    }

    private static CloudFailure unreadable(String action, String why, @Nullable Exception cause) {
        String message = "The answer cannot be read: " + why;
        return cause == null
                ? new CloudFailure(FailureKind.UNAVAILABLE, action, "", message)
                : new CloudFailure(FailureKind.UNAVAILABLE, action, "", message, cause);
    }
}
