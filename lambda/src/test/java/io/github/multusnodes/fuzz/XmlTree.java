package io.github.multusnodes.fuzz;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;

import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;

/** Changes one element of an XML text. */
final class XmlTree {

    private static final DocumentBuilder BUILDER = builder();
    private static final Transformer WRITER = writer();

    private XmlTree() {}

    /**
     * The changed text.
     *
     * @throws SAXException if it is no XML
     */
    static synchronized String changed(String text, Change change) throws SAXException {
        Document document = parsed(text);
        NodeList all = document.getElementsByTagName("*");
        Element element = (Element) all.item(change.place() % all.getLength());
        Element other = (Element) all.item(change.choice() % all.getLength());
        strike(document, element, other, change);
        return document.getDocumentElement() == null ? "" : written(document);
    }

    private static void strike(Document document, Element element, Element other, Change change) {
        Node parent = element.getParentNode();
        int choice = change.choice();
        switch (change.kind()) {
            case DROP -> parent.removeChild(element);
            case REPEAT -> {
                if (parent instanceof Element) {
                    parent.appendChild(element.cloneNode(true));
                }
            }
            case RENAME ->
                    document.renameNode(
                            element,
                            element.getNamespaceURI(),
                            "x" + Trees.deformed(element.getTagName(), choice).strip());
            case NEST -> element.appendChild(element.cloneNode(true));
            case SWAP -> {
                if (isLeaf(element) && isLeaf(other) && !isId(element) && !isId(other)) {
                    element.setTextContent(other.getTextContent());
                }
            }
            case DEFORM -> element.setTextContent(Trees.deformed(element.getTextContent(), choice));
            default -> element.setTextContent(Trees.value(choice));
        }
    }

    private static boolean isLeaf(Element element) {
        return element.getElementsByTagName("*").getLength() == 0;
    }

    /** The id of one thing in place of another's is a lie that nobody can see through. */
    private static boolean isId(Element element) {
        return element.getTextContent().matches("[a-z-]+-[0-9a-f]{8,}");
    }

    private static Document parsed(String text) throws SAXException {
        try {
            return BUILDER.parse(new InputSource(new StringReader(text)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String written(Document document) {
        try {
            StringWriter out = new StringWriter();
            WRITER.transform(new DOMSource(document), new StreamResult(out));
            return out.toString();
        } catch (TransformerException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DocumentBuilder builder() {
        try {
            DocumentBuilder builder =
                    DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Transformer writer() {
        try {
            return TransformerFactory.newDefaultInstance().newTransformer();
        } catch (TransformerException e) {
            throw new IllegalStateException(e);
        }
    }
}
